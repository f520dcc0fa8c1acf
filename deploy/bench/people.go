package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/config"
)

// home is the kelurahan in which the product is measured.
const home rtrw.Area = "33.74.01.1001"

// people are who is signed in there: residents who report, and staff that watch. A real
// kelurahan has a handful; here are as many as boards need, since an account may hold five sockets.
type people struct {
	residents []resident
	watchers  []string // tokens
}

type resident struct {
	token string
	rt    rtrw.Area
}

// socketsEach is how many sockets an account may hold.
const socketsEach = 5

// settle fills an empty data folder with people who are signed in already: a sign-in costs what
// Argon2 costs, by intent, and thousands of them would measure that. All else is the store's own.
func settle(ctx context.Context, dir string, residents, boards int) (p *people, err error) {
	secret, err := (&config.Node{Data: dir}).TheSecret()
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, store.Config{Dir: dir, Secret: secret, Registry: rtrw.NewRegistry(aid.Service(), member.Service()), Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		return nil, err
	}
	p = &people{}
	var sessions [][2]string
	seed := layOut(1, 60, residents, (boards+socketsEach-1)/socketsEach, func(a *store.SeedAccount, watches bool) {
		token := newToken()
		sessions = append(sessions, [2]string{a.ID, token})
		if watches {
			p.watchers = append(p.watchers, token)
		} else {
			p.residents = append(p.residents, resident{token, a.Household.Up(rtrw.RT)})
		}
	})
	if err := errors.Join(s.Seed(ctx, seed), s.Close()); err != nil {
		return nil, err
	}
	return p, openSessions(ctx, filepath.Join(dir, "jogo.db"), sessions)
}

// layOut makes kelurahan of 9 RWs and so many RTs, a head in every post; residents are dealt to
// all RTs in turn, watchers are staff of the first. signIn is told of both.
func layOut(kelurahan, rts, residents, watchers int, signIn func(a *store.SeedAccount, watches bool)) (seed store.Seed) {
	add := func(house rtrw.Area, role rtrw.Role, at rtrw.Area) *store.SeedAccount {
		a := store.SeedAccount{Account: store.Account{ID: uuid.NewString(), Login: fmt.Sprintf("n%d", len(seed.Accounts)), Name: "Nama", Household: house}}
		if house != "" {
			seed.Houses = append(seed.Houses, store.House{Area: house, Label: house.Short()})
			a.Grants = append(a.Grants, rtrw.Grant{ID: uuid.NewString(), Role: rtrw.Resident, Area: house})
		}
		if role != "" {
			a.Grants = append(a.Grants, rtrw.Grant{ID: uuid.NewString(), Role: role, Area: at})
		}
		seed.Accounts = append(seed.Accounts, a)
		return &a
	}
	place := func(a rtrw.Area) { seed.Areas = append(seed.Areas, store.SeedArea{Area: a, Name: a.Short()}) }
	var all []rtrw.Area
	for k := range kelurahan {
		kel := rtrw.Area(fmt.Sprintf("33.74.%02d.%04d", 1+k/10, 1001+k%10))
		place(kel)
		for rt := range rts {
			rw := rtrw.Area(fmt.Sprintf("%s/RW%02d", kel, 1+rt%9))
			at := rtrw.Area(fmt.Sprintf("%s/RT%02d", rw, 1+rt/9))
			if rt < 9 {
				place(rw)
				add(at+"/H902", rtrw.RWHead, rw)
			}
			place(at)
			add(at+"/H901", rtrw.RTHead, at)
			all = append(all, at)
		}
	}
	for n := range residents {
		signIn(add(rtrw.Area(fmt.Sprintf("%s/H%03d", all[n%len(all)], 1+n/len(all))), "", ""), false)
	}
	for range max(watchers, 1) {
		signIn(add("", rtrw.Staff, home), true)
	}
	return seed
}

func newToken() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// openSessions writes what a sign-in leaves behind: of a token its digest alone.
func openSessions(ctx context.Context, file string, sessions [][2]string) (err error) {
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(10000)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	now := time.Now().UnixMilli()
	for _, s := range sessions {
		digest := sha256.Sum256([]byte(s[1]))
		_, err := tx.ExecContext(ctx, `INSERT INTO sessions (id, token, account, device, invite, opened_at, seen_at, closed_at) VALUES ($1, $2, $3, '', '', $4, $4, 0)`,
			uuid.NewString(), base64.RawURLEncoding.EncodeToString(digest[:]), s[0], now)
		if err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}
