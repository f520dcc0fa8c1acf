package store

import (
	"context"
	"fmt"

	"jogotonggo/rt-rw"
)

// An erasure is decided in the log and carried out after it: first the line and the rows of
// erasures are durable, then the keys are destroyed. Whoever dies in between finds the rows
// again and goes on, so a wish that was answered is never left undone.

// mark of an account whose person is gone: its login is free of a name.
const erasedLogin = "terhapus-"

// writeErasures lays down what must go, and takes what is no secret of a key away at once:
// of a house its marks on the map and tries, of an account name, login and devices.
func (b *batch) writeErasures() error {
	for _, e := range b.erased {
		if err := b.run(`INSERT INTO erasures (case_id, place, everything, at, done_at) VALUES ($1, $2, $3, $4, 0)`, e.Case, e.Place, truth(e.Everything), e.At); err != nil {
			return err
		}
		if e.Everything {
			if err := b.closeMember(e.Place); err != nil {
				return err
			}
			if err := b.run(`DELETE FROM photos WHERE account = $1 AND (case_id = '' OR case_id IN (SELECT id FROM cases WHERE house = '' AND filer = $1))`, e.Place); err != nil {
				return err
			}
			continue
		}
		if err := b.run(`DELETE FROM marks WHERE house = $1`, e.Place); err != nil {
			return err
		}
		if err := b.run(`DELETE FROM photos WHERE case_id IN (SELECT id FROM cases WHERE log = $1 AND house = $2)`, string(rtrw.Area(e.Place).Log()), e.Place); err != nil {
			return err
		}
		if err := b.run(`DELETE FROM photos WHERE case_id = '' AND account IN (SELECT id FROM accounts WHERE household = $1)`, e.Place); err != nil {
			return err
		}
		if err := b.run(`DELETE FROM tries WHERE case_id IN (SELECT id FROM cases WHERE log = $1 AND house = $2)`, string(rtrw.Area(e.Place).Log()), e.Place); err != nil {
			return err
		}
	}
	return nil
}

// closeMember takes name, login, secret and devices away from an account and closes it.
func (b *batch) closeMember(account string) error {
	now := b.now.UnixMilli()
	b.touched = append(b.touched, account)
	if err := b.run(`UPDATE accounts SET login = $2, name = '', secret = '', closed_at = $3 WHERE id = $1`, account, erasedLogin+account, now); err != nil {
		return err
	}
	for _, table := range []string{"sessions", "phones", "quiet", "calls", "parcels"} {
		if err := b.run(`DELETE FROM `+table+` WHERE account = $1`, account); err != nil {
			return err
		}
	}
	if err := b.run(`UPDATE grants SET until_at = $2 WHERE account = $1 AND (until_at = 0 OR until_at > $2)`, account, now); err != nil {
		return err
	}
	return touch(b.ctx, b.tx, account, now)
}

func (b *batch) run(text string, args ...any) error {
	if _, err := b.tx.ExecContext(b.ctx, text, args...); err != nil {
		return fmt.Errorf("carry out an erasure: %w", err)
	}
	return nil
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func scanText(r scanner) (text string, err error) { return text, r.Scan(&text) }

// CarryOut destroys the keys of every erasure that stands in the log and is not done yet.
func (s *Store) CarryOut(ctx context.Context) error {
	type wish struct {
		id, place  string
		everything bool
		lives      int64 // erasures of the place up to this one: keys of later lives stay
	}
	wishes, err := query(ctx, s.writer, `SELECT case_id, place, everything,
		(SELECT COUNT(*) FROM erasures x WHERE x.place = e.place AND (x.at < e.at OR x.at = e.at AND x.case_id <= e.case_id))
		FROM erasures e WHERE done_at = 0`, nil, func(r scanner) (w wish, err error) {
		var all int64
		err = r.Scan(&w.id, &w.place, &all, &w.lives)
		w.everything = all != 0
		return w, err
	})
	if err != nil {
		return fmt.Errorf("list erasures: %w", err)
	}
	for _, w := range wishes {
		if err := s.keys.destroy(ctx, `place = $2 AND life < $3`, w.place, w.lives); err != nil {
			return err
		}
	}
	if len(wishes) > 0 {
		if err := s.scrub(ctx); err != nil {
			return err
		}
	}
	for _, w := range wishes {
		if _, err := s.writer.ExecContext(ctx, `UPDATE erasures SET done_at = $3 WHERE case_id = $1 AND place = $2`, w.id, w.place, s.now().UnixMilli()); err != nil {
			return fmt.Errorf("note an erasure: %w", err)
		}
	}
	return nil
}

// scrub takes what was deleted out of the files themselves; until it has, no wish is done.
func (s *Store) scrub(ctx context.Context) error { return s.dialect.scrub(ctx, s.keys.db, s.writer) }

// destroy empties keys and forgets them here; other nodes follow.
func (k *keyring) destroy(ctx context.Context, which string, args ...any) error {
	args = append([]any{k.now().UnixMilli()}, args...)
	gone, err := query(ctx, k.db, `UPDATE subject_keys SET wrapped = '', erased_at = $1 WHERE wrapped <> '' AND `+which+` RETURNING subject`, args, scanText)
	if err != nil {
		return fmt.Errorf("destroy keys: %w", err)
	}
	k.forget(gone)
	return nil
}

func (k *keyring) forget(subjects []string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, s := range subjects {
		delete(k.have, s)
	}
}

// follow forgets what another node has destroyed. Clocks of nodes may differ a little, so
// it looks back further than it looked last.
func (k *keyring) follow(ctx context.Context) error {
	now := k.now().UnixMilli()
	k.mu.RLock()
	since := k.told - overlap.Milliseconds()
	k.mu.RUnlock()
	gone, err := query(ctx, k.db, `SELECT subject FROM subject_keys WHERE erased_at > $1`, []any{max(since, 0)}, scanText)
	if err != nil {
		return fmt.Errorf("ask for destroyed keys: %w", err)
	}
	k.forget(gone)
	k.mu.Lock()
	k.told = now
	k.mu.Unlock()
	return nil
}

// readLives counts how often houses and accounts were erased: few ever are.
func (b *batch) readLives() error {
	r := b.roster
	if r.lives != nil {
		return nil
	}
	type life struct {
		place string
		n     int
	}
	got, err := query(b.ctx, b.tx, `SELECT place, COUNT(*) FROM erasures GROUP BY place`, nil, func(r scanner) (l life, err error) { return l, r.Scan(&l.place, &l.n) })
	if err != nil {
		return fmt.Errorf("count erasures: %w", err)
	}
	r.lives = make(map[string]int, len(got))
	for _, l := range got {
		r.lives[l.place] = l.n
	}
	return nil
}

// readOpen counts the open cases of the household of the first job, and those that concern
// nobody but who filed it, where its move must know. Such a command is judged first of its
// batch, so that none of the batch is missed.
func (b *batch) readOpen(first *job) error {
	b.open = nil
	if first.cmd == nil || !first.cmd.Needs().Open {
		return nil
	}
	filer := first.cmd.Viewer.Account
	house := b.people[filer].Household
	if c := b.cases[first.cmd.Case]; c != nil {
		house, filer = c.House, c.Filer
	} else if h := first.cmd.Needs().House; h != "" {
		house = h
	}
	var outer []string
	for _, svc := range b.s.cfg.Registry.Services() {
		if !svc.Inner {
			outer = append(outer, svc.Name)
		}
	}
	b.open = map[string]int64{}
	_, err := query(b.ctx, b.tx, `SELECT CASE WHEN house = '' THEN filer ELSE house END, COUNT(*) FROM cases
		WHERE log = $1 AND `+isOpen+` AND (house = $2 OR house = '' AND filer = $3) AND service `+b.s.dialect.in(4)+` GROUP BY 1`,
		[]any{string(house.Log()), string(house), filer, b.s.dialect.list(outer)}, func(r scanner) (n int64, err error) {
			var whose string
			err = r.Scan(&whose, &n)
			b.open[whose] = n
			return n, err
		})
	return err
}

// tidy says whether a job must be the first of its batch.
func (j *job) tidy() bool { return j.cmd != nil && j.cmd.Needs().Open }
