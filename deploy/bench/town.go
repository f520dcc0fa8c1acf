package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	mathrand "math/rand/v2"
	"os"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/store"
)

// town is a store with kelurahan of so many RTs each, heads in every post, and a desk before it.
type town struct {
	desk      *rtrw.Desk
	store     *store.Store
	residents []rtrw.Viewer
	dir       string
}

// openTown makes a town of so many RTs in each kelurahan and so many households in all, and lets every household file once, so that what happens once in
// a life, the making of its keys, is not measured.
func openTown(ctx context.Context, dir string, kelurahan, rts, households int) (*town, error) {
	dir, err := os.MkdirTemp(dir, "town")
	if err != nil {
		return nil, err
	}
	t := &town{dir: dir}
	secret := make([]byte, 32)
	rand.Read(secret)
	registry := rtrw.NewRegistry(aid.Service(), member.Service())
	var streams *rtrw.Streams
	t.store, err = store.Open(ctx, store.Config{
		Dir: dir, Secret: secret, Registry: registry, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Published: func(entries []rtrw.Entry) { // what the server does here for its hub
			for i := range entries {
				streams.Notice(&entries[i])
			}
		},
	})
	if err != nil {
		return nil, err
	}
	streams = rtrw.NewStreams(t.store.Subkey("streams"))
	cursors, err := rtrw.NewCursors(t.store.Subkey("cursors"))
	if err != nil {
		return nil, err
	}
	t.desk = &rtrw.Desk{Registry: registry, Ledger: t.store, Cursors: cursors, Streams: streams, Keys: t.store.Keys(), Now: time.Now}
	if err := t.store.Seed(ctx, layOut(kelurahan, rts, households, 0, func(a *store.SeedAccount, watches bool) {
		if !watches {
			t.residents = append(t.residents, rtrw.Viewer{Account: a.ID, Household: a.Household, Grants: a.Grants})
		}
	})); err != nil {
		return nil, err
	}
	return t, t.everybodyOnce(ctx)
}

func (t *town) everybodyOnce(ctx context.Context) error {
	next := atomic.Int64{}
	done := make(chan error, 64)
	for range cap(done) {
		go func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(t.residents) {
					done <- nil
					return
				}
				if err := t.file(ctx, t.residents[i]); err != nil {
					done <- err
					return
				}
			}
		}()
	}
	for range cap(done) {
		if err := <-done; err != nil {
			return fmt.Errorf("file once: %w", err)
		}
	}
	return nil
}

// request is what a caller repeats: a household, drawn at random, asks for help.
func (t *town) request(ctx context.Context, _ int) error {
	return t.file(ctx, t.residents[mathrand.IntN(len(t.residents))])
}

func (t *town) file(ctx context.Context, who rtrw.Viewer) error {
	area := who.Household.Up(rtrw.RT)
	got, err := t.desk.Do(ctx, &rtrw.Command{
		Service: "aid", Move: "request", Key: uuid.Must(uuid.NewV7()).String(), Viewer: who, Area: area,
		Input: &aid.Ask{Need: "sembako", People: 4, Note: note},
		Body:  []byte(askFor(string(area))),
	})
	if err != nil {
		return err
	}
	_, err = got.Body(t.desk.Cursors)
	return err
}

func (t *town) close() error { return errors.Join(t.store.Close(), os.RemoveAll(t.dir)) }
