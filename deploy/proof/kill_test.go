package proof

import (
	"bytes"
	"database/sql"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// writers are eight households and heads that write at once.
var writers = []string{"warga", "tetangga", "warga2", "rt", "rt2", "warga", "tetangga", "warga2"}

// A node that is killed in the middle of its work loses nothing that it has answered, does
// nothing twice, and finds its ledger whole when it comes back.
func TestKilled(t *testing.T) {
	t.Parallel()
	kills := amount(t, "JT_PROOF_KILLS", 3)
	data := t.TempDir()
	n := newNode(t, "JT_DATA="+data)
	n.start()
	var people []*person
	for _, login := range writers {
		people = append(people, n.signIn(login))
	}
	lurah := n.signIn("lurah")
	var all []sent
	for round := range kills {
		if round > 0 {
			n.start()
		}
		c := write(t, 0, people...)
		within(t, 30*time.Second, "writing goes on", func() bool { return c.acks.Load() > 0 })
		pause(time.Duration(rand.IntN(150)) * time.Millisecond)
		n.kill()
		all = append(all, c.end()...)
	}
	n.start()
	acked, unknown := resend(t, all)
	where := count(lurah.log(tegalsari, ""))
	for _, s := range all {
		if times := where[s.key]; times > 1 || s.known && times != 1 {
			t.Errorf("%s %s (answered: %v) stands %d times in the log", s.path, s.key, s.known, times)
		}
	}
	n.stop()
	n.verify()
	gapless(t, filepath.Join(data, "jogo.db"))
	t.Logf("measured: %d kills under %d writers: %d answered and kept, %d cut off, no gap, verify clean", kills, len(writers), acked, unknown)
}

// resend sends some of it again: what was answered gets the same answer, what was cut off
// may be done now, once.
func resend(t *testing.T, all []sent) (acked, unknown int) {
	t.Helper()
	for i := range all {
		s := &all[i]
		if s.known {
			acked++
		} else {
			unknown++
		}
		if s.known && rand.IntN(20) > 0 || !s.known && rand.IntN(2) > 0 {
			continue
		}
		got, err := s.who.send("POST", s.path, s.key, s.body)
		switch {
		case err != nil:
			t.Errorf("sent again: %v", err)
		case s.known && (!got.replayed || got.status != s.got.status || !bytes.Equal(got.body, s.got.body)):
			t.Errorf("sent again, the answer differs:\n%s\n%s", s.got, got)
		case !s.known && got.accepted():
			s.known = true
		case !s.known:
			t.Errorf("cut off and sent again: %s", got)
		}
	}
	return acked, unknown
}

func count(ids []string) map[string]int {
	n := map[string]int{}
	for _, id := range ids {
		n[id]++
	}
	return n
}

// gapless reads the file itself: each log counts 1, 2, 3… and no id stands twice.
func gapless(t *testing.T, file string) {
	t.Helper()
	db := openFile(t, file)
	rows, err := db.Query(`SELECT log, seq, id FROM events ORDER BY log, seq`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	last, ids := map[string]int64{}, []string{}
	for rows.Next() {
		var log, id string
		var seq int64
		if err := rows.Scan(&log, &seq, &id); err != nil {
			t.Fatal(err)
		}
		if seq != last[log]+1 {
			t.Errorf("log %s goes from %d to %d", log, last[log], seq)
		}
		last[log] = seq
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(ids)
	if distinct := len(slices.Compact(slices.Clone(ids))); distinct != len(ids) {
		t.Errorf("%d events have %d ids", len(ids), distinct)
	}
}

func openFile(t *testing.T, file string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}
