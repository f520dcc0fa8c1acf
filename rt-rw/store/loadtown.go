package store

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"slices"

	"jogotonggo/rt-rw"
)

// settle lets the people of all logs move in, at the beginning of the past.
func (l *loader) settle(ctx context.Context) (err error) {
	var secret string
	if l.past.Secret != "" {
		if secret, err = l.s.hash(ctx, l.past.Secret); err != nil {
			return err
		}
	}
	var rules []rtrw.Record
	for i := range l.past.Lives {
		rules = append(rules, l.past.Lives[i].Town.Records...)
	}
	keys := make([]byte, 32)
	rand.Read(keys)
	for i := range l.past.Lives {
		l.tellers = append(l.tellers, newTeller(l, &l.past.Lives[i], keys, rules))
	}
	for some := range slices.Chunk(l.tellers, movedAtOnce) {
		if err := each(some, func(t *teller) error { return t.moveIn(secret) }); err != nil {
			return err
		}
		if err := l.write(ctx, gather(some)); err != nil {
			return err
		}
	}
	return nil
}

// movedAtOnce logs move in before their rows are written: a city's would fill the memory.
const movedAtOnce = 8

// gather takes what tellers have written down.
func gather(tellers []*teller) stretch {
	s := stretch{rows: map[string][][]any{}}
	for _, t := range tellers {
		s.lines += t.take(s.rows)
	}
	return s
}

// moveIn makes the rows of a town, as Seed does, and knows its people from then on.
func (t *teller) moveIn(secret string) error {
	now := t.b.now.UnixMilli()
	town := &t.life.Town
	for _, a := range town.Areas {
		t.put("areas", []any{string(a.Area), string(above(a.Area)), a.Name, seedSource})
	}
	for _, h := range town.Houses {
		t.put("houses", []any{string(h.Area), string(h.Area.Up(rtrw.RT)), h.Label, now})
		t.b.houses[h.Area] = true
		for d := rtrw.Kelurahan; d <= rtrw.RT; d++ {
			if up := h.Area.Up(d); up != "" {
				t.b.sizes[up]++
			}
		}
	}
	for i := range town.Accounts {
		if err := t.admit(&town.Accounts[i], secret, now); err != nil {
			return err
		}
	}
	for i := range town.Records {
		t.put("records", recordRow(&town.Records[i]))
	}
	t.rows[keysTable] = append(t.rows[keysTable], t.keys.rows...)
	t.keys.rows = nil
	*town = Seed{}
	return nil
}

func (t *teller) admit(a *SeedAccount, secret string, now int64) error {
	own := ""
	if a.SignsIn {
		own = secret
	}
	sealed, err := t.b.keys.Seal(a.ID, "name", a.Name)
	if err != nil {
		return fmt.Errorf("seal a name: %w", err)
	}
	t.put("accounts", []any{a.ID, a.Login, base64.RawStdEncoding.EncodeToString(sealed), string(a.Household), own, now, now, int64(0)})
	v := rtrw.Viewer{Account: a.ID, Household: a.Household, Grants: a.Grants} // not another half million of them
	for i := range a.Grants {
		g := &a.Grants[i]
		g.Account, g.From, g.Until = a.ID, now, 0
		t.put("grants", []any{g.ID, a.ID, string(g.Role), string(g.Area), now, int64(0)})
		if slices.Contains(postRoles, g.Role) {
			t.b.roster.posts[g.Area] = append(t.b.roster.posts[g.Area], office{rtrw.Post{Role: g.Role, Area: g.Area, Account: a.ID, House: a.Household}, *g})
		}
	}
	t.b.people[a.ID] = v
	return nil
}

// postRoles are the roles that readPosts reads.
var postRoles = []rtrw.Role{rtrw.RTHead, rtrw.RWHead, rtrw.Lurah, rtrw.Health, rtrw.Away}
