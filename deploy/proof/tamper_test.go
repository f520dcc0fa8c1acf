package proof

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// tampering is one way in which somebody with the file in hand could lie. Each changes one
// row drawn by chance; ORDER BY random() is the chance.
var tampering = []struct{ what, sql string }{
	{"an event deleted", `DELETE FROM events WHERE rowid = (SELECT rowid FROM events ORDER BY random() LIMIT 1)`},
	{"the log cut short", `DELETE FROM events WHERE rowid IN (SELECT rowid FROM events WHERE log = '33.74.08.1006' ORDER BY seq DESC LIMIT 1 + abs(random()) % 5)`},
	{"the log cut short and its head with it", `DELETE FROM events WHERE log = '33.74.08.1006' AND seq = (SELECT max(seq) FROM events WHERE log = '33.74.08.1006');
		UPDATE logs SET seq = seq - 1, hash = (SELECT hash FROM events e WHERE e.log = logs.log ORDER BY seq DESC LIMIT 1) WHERE log = '33.74.08.1006'`},
	{"a payload changed", `UPDATE events SET payload = replace(payload, '"people":3', '"people":4') WHERE rowid = (SELECT rowid FROM events WHERE payload LIKE '%"people":3%' ORDER BY random() LIMIT 1)`},
	{"a time moved", `UPDATE events SET at = at + 1 WHERE rowid = (SELECT rowid FROM events ORDER BY random() LIMIT 1)`},
	{"an actor exchanged", `UPDATE events SET actor = 'x' || actor WHERE rowid = (SELECT rowid FROM events ORDER BY random() LIMIT 1)`},
	{"a hash replaced", `UPDATE events SET hash = upper(hash) || 'A' WHERE rowid = (SELECT rowid FROM events ORDER BY random() LIMIT 1)`},
	{"a case set to another state", `UPDATE cases SET state = 'closed' WHERE id = (SELECT id FROM cases WHERE state <> 'closed' ORDER BY random() LIMIT 1)`},
	{"a case removed", `DELETE FROM cases WHERE id = (SELECT id FROM cases ORDER BY random() LIMIT 1)`},
	{"a tally made smaller", `UPDATE tallies SET n = n - 1 WHERE (area, service, state) = (SELECT area, service, state FROM tallies WHERE n > 0 ORDER BY random() LIMIT 1)`},
	{"a text exchanged", `UPDATE texts SET cipher = 'AAAA' || substr(cipher, 5) WHERE (case_id, ref) = (SELECT case_id, ref FROM texts WHERE cipher NOT LIKE 'AAAA%' ORDER BY random() LIMIT 1)`},
	{"a text removed", `DELETE FROM texts WHERE (case_id, ref) = (SELECT case_id, ref FROM texts ORDER BY random() LIMIT 1)`},
	{"a counter set back", `UPDATE logs SET seq = seq - 1 WHERE log = '33.74.08.1006'`},
}

// verify finds every lie told to a copy of the files, and finds nothing in the original.
func TestTampered(t *testing.T) {
	t.Parallel()
	tampers := amount(t, "JT_PROOF_TAMPERS", len(tampering))
	data := t.TempDir()
	n := newNode(t, "JT_DATA="+data)
	n.start()
	warga, rt := n.signIn("warga"), n.signIn("rt")
	for i := range 12 {
		id := warga.file(rt0403, fmt.Sprint("catatan ", i))
		if i%2 == 0 {
			rt.move(id, "verify", nil)
		}
	}
	n.stop()
	n.verify()
	for i := range tampers {
		lie := tampering[i%len(tampering)]
		if i >= len(tampering) {
			lie = tampering[rand.IntN(len(tampering))]
		}
		twin := &node{t: t, env: append(n.env, "JT_DATA="+copied(t, data))}
		db := openFile(t, filepath.Join(twin.env[len(twin.env)-1][len("JT_DATA="):], "jogo.db"))
		tell(t, db, lie.what, lie.sql)
		if out, code := twin.cli("verify"); code != 1 {
			t.Errorf("%s: verify exit %d, want 1\n%s", lie.what, code, out)
		}
	}
	t.Logf("measured: %d tamperings of a copy, all found", tampers)
}

func tell(t *testing.T, db *sql.DB, what, text string) {
	t.Helper()
	var before, after int64
	if err := db.QueryRow(`SELECT total_changes()`).Scan(&before); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(text); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if err := db.QueryRow(`SELECT total_changes()`).Scan(&after); err != nil {
		t.Fatal(err)
	}
	if after == before {
		t.Fatalf("%s: nothing was changed", what)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// copied copies the data folder of a stopped node.
func copied(t *testing.T, data string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, "secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}
