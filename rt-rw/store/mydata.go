package store

import (
	"context"
	"encoding/base64"
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

// MyData is all that is kept about somebody, as "Data saya" shows it.
type MyData struct {
	Account  MyAccount   `json:"account"`
	Grants   []MyGrant   `json:"grants"`
	Sessions []MySession `json:"sessions"`
	Cases    []MyCase    `json:"cases"`
	Looks    []MyLook    `json:"looks"`
	Phones   []MyPhone   `json:"phones"`
	Told     []MyTold    `json:"told"`
	Photos   []MyPhoto   `json:"photos"`
}

// MyAccount is who somebody is here.
type MyAccount struct {
	ID        string    `json:"id"`
	Login     string    `json:"login"`
	Name      string    `json:"name"`
	Household rtrw.Area `json:"household,omitempty"`
	Secret    bool      `json:"secret"` // whether one is set; the server itself cannot read it
	AddedAt   string    `json:"added_at"`
}

// MyGrant is one role with its term.
type MyGrant struct {
	Role  rtrw.Role `json:"role"`
	Area  rtrw.Area `json:"area"`
	From  string    `json:"from"`
	Until *string   `json:"until"`
}

// MySession is one device.
type MySession struct {
	Device   string `json:"device"`
	OpenedAt string `json:"opened_at"`
	SeenAt   string `json:"seen_at"`
}

// MyPhone is a device on which somebody is told. Its address and keys are its browser's.
type MyPhone struct {
	Device string  `json:"device"`
	MadeAt string  `json:"made_at"`
	SentAt *string `json:"sent_at"`
}

// MyTold is that somebody was told of a case; what was said is nowhere kept.
type MyTold struct {
	Case     string       `json:"case"`
	Why      rtrw.Calling `json:"why"`
	At       string       `json:"at"`
	ShownAt  *string      `json:"shown_at"`
	OpenedAt *string      `json:"opened_at"`
}

// MyCase is a case with all of it that its household may read.
type MyCase struct {
	rtrw.Facts
	Data map[string]any `json:"data"`
	Kept *string        `json:"kept_until"` // when its texts and health facts go by themselves; null while it is open
}

// MyLook is one reading by somebody else.
type MyLook struct {
	Case    string    `json:"case"`
	Service string    `json:"service"`
	Role    rtrw.Role `json:"role"`
	At      string    `json:"at"`
	Why     *string   `json:"why"` // the reason for which a glass was broken
}

// MyData gathers it. Texts are opened by the same encoder that every screen uses.
func (s *Store) MyData(ctx context.Context, v rtrw.Viewer) (any, error) {
	d := &MyData{Grants: []MyGrant{}, Sessions: []MySession{}, Cases: []MyCase{}, Looks: []MyLook{}, Phones: []MyPhone{}, Told: []MyTold{}}
	zone := func(ms int64) string { return stamp(ms, v.Household) }
	var secret string
	var added int64
	a := &d.Account
	err := s.db.QueryRowContext(ctx, `SELECT id, login, name, household, secret, added_at FROM accounts WHERE id = $1`, v.Account).
		Scan(&a.ID, &a.Login, &a.Name, &a.Household, &secret, &added)
	if err != nil {
		return nil, s.refuse(fmt.Errorf("read account: %w", err))
	}
	if a.Name, err = s.unseal(a.ID, a.Name); err != nil {
		return nil, s.refuse(err)
	}
	a.Secret, a.AddedAt = secret != "", zone(added)
	grants, err := s.grants(ctx, v.Account)
	if err != nil {
		return nil, err
	}
	for _, g := range grants {
		m := MyGrant{Role: g.Role, Area: g.Area, From: zone(g.From)}
		if g.Until != 0 {
			until := zone(g.Until)
			m.Until = &until
		}
		d.Grants = append(d.Grants, m)
	}
	sessions, err := s.Sessions(ctx, v.Account)
	if err != nil {
		return nil, err
	}
	for _, i := range sessions {
		d.Sessions = append(d.Sessions, MySession{i.Device, zone(i.Opened), zone(i.Seen)})
	}
	looks, err := s.LooksOf(ctx, v)
	if err != nil {
		return nil, err
	}
	for _, l := range looks {
		d.Looks = append(d.Looks, MyLook{l.Case, l.Service, l.Role, zone(l.At), orNull(l.Why)})
	}
	if err := s.myPhones(ctx, v, d); err != nil {
		return nil, err
	}
	if d.Photos, err = s.myPhotos(ctx, v); err != nil {
		return nil, err
	}
	d.Cases, err = s.myCases(ctx, v)
	return d, err
}

// manyTold is more than a month of being told may come to.
const manyTold = 5000

// myPhones reads where somebody is told, and of what they were.
func (s *Store) myPhones(ctx context.Context, v rtrw.Viewer, d *MyData) error {
	when := func(ms int64) *string {
		if ms == 0 {
			return nil
		}
		at := stamp(ms, v.Household)
		return &at
	}
	phones, err := s.Phones(ctx, v.Account)
	if err != nil {
		return err
	}
	for _, p := range phones {
		d.Phones = append(d.Phones, MyPhone{p.Device, stamp(p.Made, v.Household), when(p.Sent)})
	}
	calls, err := s.CallsOf(ctx, v.Account, manyTold)
	if err != nil {
		return err
	}
	for _, c := range calls {
		d.Told = append(d.Told, MyTold{c.Case, c.Why, stamp(c.Went, v.Household), when(c.Shown), when(c.Opened)})
	}
	return nil
}

// myCases reads the viewer's cases with their texts.
func (s *Store) myCases(ctx context.Context, v rtrw.Viewer) ([]MyCase, error) {
	mine, args := s.own(v)
	cases, err := query(ctx, s.db, `SELECT `+caseColumns+` FROM cases c WHERE `+mine+` ORDER BY opened DESC, id DESC LIMIT 1000`, args, scanCaseValue)
	if err != nil {
		return nil, s.refuse(fmt.Errorf("list own cases: %w", err))
	}
	list := make([]MyCase, 0, len(cases))
	for i := range cases {
		c := &cases[i]
		open := func(ref rtrw.Sealed) (string, error) { return s.openText(ctx, c, ref) }
		data, err := s.cfg.Registry.See(v, c, s.now(), open, s.keys)
		if rtrw.CodeOf(err) == rtrw.NotFound { // an inner record of the house itself that its household does not see
			continue
		}
		if err != nil {
			return nil, s.refuse(fmt.Errorf("show own case: %w", err))
		}
		list = append(list, MyCase{c.Facts(), data, s.keptUntil(c)})
	}
	return list, nil
}

// openText gives the plain text of a reference; "" once the key is erased.
func (s *Store) openText(ctx context.Context, c *rtrw.Case, ref rtrw.Sealed) (string, error) {
	if ref == "" {
		return "", nil
	}
	var kept string
	if err := s.db.QueryRowContext(ctx, `SELECT cipher FROM texts WHERE case_id = $1 AND ref = $2`, c.ID, string(ref)).Scan(&kept); err != nil {
		return "", err
	}
	cipher, err := base64.RawStdEncoding.DecodeString(kept)
	if err != nil {
		return "", err
	}
	text, err := s.keys.Open(c.Subject(), cipher)
	if rtrw.CodeOf(err) == rtrw.Erased {
		return "", nil
	}
	return text, err
}

// stamp writes a time with the offset of the place.
func stamp(ms int64, at rtrw.Area) string {
	return time.UnixMilli(ms).In(at.Location()).Format(time.RFC3339)
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
