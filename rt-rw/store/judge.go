package store

import (
	"crypto/hmac"
	"encoding/base64"
	"fmt"
	"slices"

	"jogotonggo/rt-rw"
)

// judge settles one job in memory: it replays, refuses, or lays the effect over what was
// read, so that the next job of the batch sees it.
func (b *batch) judge(j *job) {
	if j.look != nil {
		b.looks = append(b.looks, *j.look)
		return
	}
	j.receipt, j.err = b.decide(j)
}

func (b *batch) decide(j *job) (*rtrw.Receipt, error) {
	cmd := j.cmd
	if first := b.known[cmd.Key]; first != nil {
		return replay(first, j)
	}
	sit, err := b.situation(cmd)
	if err != nil {
		return nil, err
	}
	effect, err := b.s.cfg.Registry.Decide(cmd, sit)
	if err != nil {
		if effect != nil && effect.Guess != nil {
			b.remember(*effect.Guess)
		}
		return nil, b.s.refuse(err)
	}
	entry, err := effect.Entry(cmd)
	if err != nil {
		return nil, b.s.refuse(err)
	}
	if b.logs[entry.Log] == nil {
		return nil, b.s.refuse(fmt.Errorf("%s/%s writes to the log of %s, which it did not lock", cmd.Service, cmd.Move, entry.Log))
	}
	entry.Print, entry.Epoch = j.print, b.s.epoch
	next, err := b.react(cmd, effect, sit)
	if err != nil {
		return nil, b.s.refuse(err)
	}
	b.apply(entry, effect)
	for _, w := range next {
		b.apply(w.entry, w.effect)
	}
	return &rtrw.Receipt{Entry: *entry, After: &effect.Case}, nil
}

// replay gives the first answer again, to the same account with the same body.
func replay(first *rtrw.Entry, j *job) (*rtrw.Receipt, error) {
	actor := j.cmd.Viewer.Account
	if j.cmd.Viewer.System != "" {
		actor = string(j.cmd.Viewer.System)
	}
	if first.Actor != actor || first.Type != j.cmd.Move || first.Service != j.cmd.Service || !hmac.Equal(first.Print, j.print) {
		return nil, rtrw.Errorf(rtrw.KeyReused, "Kunci pengiriman ini sudah dipakai untuk laporan lain.")
	}
	return &rtrw.Receipt{Entry: *first, Replayed: true}, nil
}

func (b *batch) situation(cmd *rtrw.Command) (*rtrw.Situation, error) {
	actor := cmd.Viewer
	if actor.System == "" {
		var known bool
		if actor, known = b.people[cmd.Viewer.Account]; !known || b.closed[actor.Account] {
			return nil, rtrw.Errorf(rtrw.SignedOut, "Akun ini sudah ditutup.")
		}
	}
	s := &rtrw.Situation{Now: b.now, Actor: actor, Posts: b.postsAt(b.placesOf(cmd)), People: b.people, Houses: b.houses, Counts: b.sizes, Open: b.open, Lives: b.roster.lives, Photos: b.photos, Keys: b.keys}
	place := cmd.Area
	if c := b.cases[cmd.Case]; c != nil && cmd.Case != "" {
		s.Case, place = c, c.Area
		s.Tries = b.tries[tryKey(c.ID, c.Round)]
	}
	if a, asked := b.s.cfg.Registry.Around(cmd, actor, s.Case); asked {
		open, err := b.reaching(a.At.Log()).Open(a.Service, a.At)
		if err != nil {
			return nil, err
		}
		s.Beside = a.Among(open)
	}
	s.Policy = rtrw.DefaultPolicy(place.Location())
	s.Policy.Records = b.roster.records
	return s, nil
}

func (b *batch) remember(g rtrw.Guess) {
	key := tryKey(g.Case, g.Round)
	if !slices.Contains(b.tries[key], g.MAC) {
		b.tries[key] = append(b.tries[key], g.MAC)
		b.guesses = append(b.guesses, g)
	}
}

// apply lays an effect over the batch and gives the entry its place in the chain.
func (b *batch) apply(e *rtrw.Entry, x *rtrw.Effect) {
	head := b.logs[e.Log]
	head.seq++
	head.moved = true
	if len(x.Marks)+len(x.Erased) > 0 {
		head.marked = head.seq
	}
	e.Seq = head.seq
	e.Hash = chain(head.hash, e)
	head.hash = base64.RawStdEncoding.EncodeToString(e.Hash)

	c := x.Case
	if !b.dirty[c.ID] {
		b.dirty[c.ID] = true
		b.changed = append(b.changed, c.ID)
	}
	b.cases[c.ID] = &c
	b.known[e.ID] = e
	b.entries = append(b.entries, *e)
	b.texts = append(b.texts, x.Texts...)
	b.count(&c, x.From, -1)
	b.count(&c, c.State, +1)
	b.marks = append(b.marks, x.Marks...)
	b.newRecords = append(b.newRecords, x.Records...)
	b.erased = append(b.erased, x.Erased...)
	b.take(x.Photos)
	if len(x.Grants)+len(x.Records)+len(x.Erased) > 0 { // what comes after is judged by the new ones
		b.grants = append(b.grants, x.Grants...)
		b.ended = true
	}
}

// count keeps the tallies of the RT and of the log; every level above is summed when read.
func (b *batch) count(c *rtrw.Case, state rtrw.State, n int64) {
	if state == "" {
		return
	}
	if b.counts == nil {
		b.counts = map[rtrw.Count]int64{}
	}
	for _, at := range c.CountedAt() {
		b.counts[rtrw.Count{Area: at, Service: c.Service, State: state}] += n
	}
}
