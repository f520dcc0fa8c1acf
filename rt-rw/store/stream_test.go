package store_test

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// TestBackupStream: the two streams hold what the folder does, are whole or nothing, and lead to a new lineage that
// remembers the one it came from.
func TestBackupStream(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		tw := newTown(t, e.Open())
		tw.lived()
		in, err := tw.accept(tw.invite(t, "rt", rt0403+"/H012", "").Code, "canary-name")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tw.store.AddPhone(ctx, rtrw.Phone{Account: in.Account.ID, Session: in.SessionID, Endpoint: "https://push.example/lama"}); err != nil {
			t.Fatal(err)
		}
		id := newID()
		tw.must(tw.request(id, "warga"))
		var ledger, keys bytes.Buffer
		held, err := tw.store.BackupTo(ctx, &ledger, &keys)
		if err != nil {
			t.Fatal(err)
		}
		for name, part := range map[string]*bytes.Buffer{"ledger": &ledger, "keys": &keys} {
			got, err := store.CheckBackup(bytes.NewReader(part.Bytes()))
			if err != nil || got.Epoch != held.Epoch || got.Place != "Tegalsari" {
				t.Errorf("the %s reads back as %+v, %v", name, got, err)
			}
			for _, canary := range []string{"canary-note", "canary-answer", string(storetest.Secret)} {
				if strings.Contains(part.String(), canary) {
					t.Errorf("the %s holds %s", name, canary)
				}
			}
			cutShort(t, part.String())
		}
		t.Run("Restored", func(t *testing.T) {
			streamed(t, e.Empty(), held, bytes.NewReader(ledger.Bytes()), bytes.NewReader(keys.Bytes()), tw, id)
		})
		t.Run("Wrong", func(t *testing.T) { wrongStreams(t, e, held, ledger.Bytes(), keys.Bytes()) })
	})
}

// cutShort: what lacks its end, or a line of it, is no backup.
func cutShort(t *testing.T, whole string) {
	lines := strings.SplitAfter(whole, "\n")
	for at := 0; at < len(lines)-1; at += 1 + len(lines)/40 {
		if _, err := store.CheckBackup(strings.NewReader(strings.Join(slices.Delete(slices.Clone(lines), at, at+1), ""))); err == nil {
			t.Errorf("without its line %d, %.40q, it passes for whole", at, lines[at])
		}
		if _, err := store.CheckBackup(strings.NewReader(strings.Join(lines[:at], ""))); err == nil {
			t.Errorf("cut after line %d it passes for whole", at)
		}
	}
	if _, err := store.CheckBackup(strings.NewReader(whole + "[]\n")); err == nil {
		t.Error("with more behind its end it passes for whole")
	}
}

func streamed(t *testing.T, e *storetest.Env, held *store.Manifest, ledger, keys io.Reader, old *town, id string) {
	ctx := context.Background()
	if err := store.RestoreFrom(ctx, e.Config(), held, ledger, keys); err != nil {
		t.Fatal(err)
	}
	s := e.Open()
	tw := &town{t, storetest.Desk(t, s, nil), s, old.people}
	tw.whole()
	if r := tw.must(tw.request(id, "warga")); !r.Replayed {
		t.Error("a command of before the backup had a second effect")
	}
	if at, err := s.Unheard(ctx); err != nil || len(at) > 0 {
		t.Errorf("phones are about to be told of what was: %v, %v", at, err)
	}
	tw.must(tw.request(newID(), "tetangga"))
	if at, err := s.Unheard(ctx); err != nil || len(at) != 1 {
		t.Errorf("and nobody is told of what comes: %v, %v", at, err)
	}
	r := s.Restored()
	if r == nil || !slices.Equal(r.From, []string{rtrw.EpochName(held.Epoch)}) || s.Epoch() == held.Epoch || old.store.Restored() != nil {
		t.Fatalf("it goes on %+v", r)
	}
	t.Run("Again", func(t *testing.T) { // a phone that slept through a restore belongs to it all the same
		var ledger, keys bytes.Buffer
		held, err := s.BackupTo(ctx, &ledger, &keys)
		if err != nil {
			t.Fatal(err)
		}
		twin := e.Empty()
		if err := store.RestoreFrom(ctx, twin.Config(), held, &ledger, &keys); err != nil {
			t.Fatal(err)
		}
		if second := twin.Open().Restored(); !slices.Equal(second.From, append(r.From, rtrw.EpochName(s.Epoch()))) {
			t.Errorf("it goes on %+v", second)
		}
	})
}

// wrongStreams leave the database as empty as it was.
func wrongStreams(t *testing.T, e *storetest.Env, held *store.Manifest, ledger, keys []byte) {
	ctx := context.Background()
	twin := e.Empty()
	other := twin.Config()
	other.Secret = []byte(strings.Repeat("t", 32))
	older := *held
	older.Schema = "001/001"
	for name, err := range map[string]error{
		"swapped":        store.RestoreFrom(ctx, twin.Config(), held, bytes.NewReader(keys), bytes.NewReader(ledger)),
		"half a ledger":  store.RestoreFrom(ctx, twin.Config(), held, bytes.NewReader(ledger[:len(ledger)/2]), bytes.NewReader(keys)),
		"another schema": store.RestoreFrom(ctx, twin.Config(), &older, bytes.NewReader(ledger), bytes.NewReader(keys)),
		"another secret": store.RestoreFrom(ctx, other, held, bytes.NewReader(ledger), bytes.NewReader(keys)),
	} {
		if err == nil {
			t.Errorf("%s was restored all the same", name)
		}
	}
	if err := store.RestoreFrom(ctx, twin.Config(), held, bytes.NewReader(ledger), bytes.NewReader(keys)); err != nil {
		t.Errorf("the whole one afterwards: %v", err)
	}
}
