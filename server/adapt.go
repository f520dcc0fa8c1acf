package main

import (
	"context"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/api"
	"jogotonggo/server/push"
)

// people puts the store behind the door's small interfaces. The door does not know the
// store, so what both name alike is handed over here.
type people struct {
	*store.Store
	desk *rtrw.Desk
}

func signed(s store.Signed, err error) (api.Signed, error) {
	return api.Signed{Token: s.Token, SessionID: s.SessionID, Seen: s.Seen, Account: api.Account(s.Account), Viewer: s.Viewer}, err
}

func each[A, B any](list []A, change func(A) B, err error) ([]B, error) {
	made := make([]B, 0, len(list))
	for _, a := range list {
		made = append(made, change(a))
	}
	return made, err
}

func (p people) SignIn(ctx context.Context, login, secret, device string) (api.Signed, error) {
	return signed(p.Store.SignIn(ctx, login, secret, device))
}

func (p people) Session(ctx context.Context, token string) (api.Signed, error) {
	return signed(p.Store.Session(ctx, token))
}

func (p people) SessionOf(ctx context.Context, id string) (api.Signed, error) {
	return signed(p.Store.SessionOf(ctx, id))
}

func (p people) Sessions(ctx context.Context, account string) ([]api.Device, error) {
	list, err := p.Store.Sessions(ctx, account)
	return each(list, func(i store.SessionInfo) api.Device { return api.Device(i) }, err)
}

func (p people) Accept(ctx context.Context, code, name, device string) (api.Signed, error) {
	return signed(p.Store.Accept(ctx, p.desk, code, name, device))
}

func (p people) Return(ctx context.Context, code, secret, device string) (api.Signed, error) {
	return signed(p.Store.Return(ctx, code, secret, device))
}

func invite(i store.Invite) api.Invite {
	return api.Invite{ID: i.ID, Code: i.Code, Kind: string(i.Kind), Place: i.Place, Until: i.Until, Uses: i.Uses}
}

func (p people) Invite(ctx context.Context, by rtrw.Viewer, house, area rtrw.Area) (api.Invite, error) {
	i, err := p.Store.Invite(ctx, by, house, area)
	return invite(i), err
}

func (p people) Invites(ctx context.Context, by rtrw.Viewer, area rtrw.Area) ([]api.Invite, error) {
	list, err := p.Store.Invites(ctx, by, area)
	return each(list, invite, err)
}

func (p people) Reset(ctx context.Context, by rtrw.Viewer, account string) (api.Invite, error) {
	i, err := p.Store.Reset(ctx, by, account)
	return invite(i), err
}

func (p people) NewKiosk(ctx context.Context, by rtrw.Viewer, area rtrw.Area) (api.Kiosk, error) {
	k, err := p.Store.NewKiosk(ctx, by, area)
	return api.Kiosk(k), err
}

func (p people) Kiosks(ctx context.Context, by rtrw.Viewer, area rtrw.Area) ([]api.Kiosk, error) {
	list, err := p.Store.Kiosks(ctx, by, area)
	return each(list, func(k store.Kiosk) api.Kiosk { return api.Kiosk(k) }, err)
}

func (p people) OpenKiosk(ctx context.Context, code, device string) (api.Signed, error) {
	return signed(p.Store.OpenKiosk(ctx, code, device))
}

func place(i store.PlaceInfo) api.Place { return api.Place(i) }

func (p people) Children(ctx context.Context, parent rtrw.Area, deep bool) ([]api.Place, error) {
	list, err := p.Store.Children(ctx, parent, deep)
	return each(list, place, err)
}

func (p people) Search(ctx context.Context, q string, limit int) ([]api.Place, error) {
	list, err := p.Store.Search(ctx, q, limit)
	return each(list, place, err)
}

func (p people) Houses(ctx context.Context, rt rtrw.Area) ([]api.House, error) {
	list, err := p.Store.Houses(ctx, rt)
	return each(list, func(h store.House) api.House { return api.House(h) }, err)
}

func (p people) Helpers(ctx context.Context, a rtrw.Area) ([]api.Helper, error) {
	list, err := p.Store.Helpers(ctx, a)
	return each(list, func(a store.Account) api.Helper { return api.Helper{ID: a.ID, Name: a.Name} }, err)
}

func (p people) StandIns(ctx context.Context, at rtrw.Area) ([]api.StandIn, error) {
	list, err := p.Store.StandIns(ctx, at)
	return each(list, func(in store.StandIn) api.StandIn { return api.StandIn(in) }, err)
}

func (p people) Residents(ctx context.Context, rt rtrw.Area) ([]api.Resident, error) {
	list, err := p.Store.Residents(ctx, rt)
	return each(list, func(a store.Account) api.Resident { return api.Resident{ID: a.ID, Name: a.Name, House: a.Household} }, err)
}

func (p people) LooksOf(ctx context.Context, v rtrw.Viewer) ([]api.Look, error) {
	list, err := p.Store.LooksOf(ctx, v)
	return each(list, func(l store.LookInfo) api.Look { return api.Look(l) }, err)
}

func (p people) Audit(ctx context.Context, q api.AuditQuery) ([]api.Audited, error) {
	list, err := p.Store.Audit(ctx, store.AuditQuery(q))
	return each(list, func(a store.Audited) api.Audited { return api.Audited(a) }, err)
}

// phones are where people are told, and the bell that tells them.
type phones struct {
	*store.Store
	*push.Bell
}

// noticed is the log as the hub reads it: lines with the streams they belong to.
type noticed struct {
	*store.Store
	streams *rtrw.Streams
}

func (l noticed) Read(ctx context.Context, log rtrw.Area, after int64, limit int) ([]rtrw.Notice, error) {
	entries, err := l.Store.Read(ctx, log, after, limit)
	return notices(l.streams, entries), err
}

func notices(streams *rtrw.Streams, entries []rtrw.Entry) []rtrw.Notice {
	list := make([]rtrw.Notice, 0, len(entries))
	for i := range entries {
		list = append(list, streams.Notice(&entries[i]))
	}
	return list
}
