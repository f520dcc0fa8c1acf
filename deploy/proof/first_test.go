package proof

import (
	"compress/gzip"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// firstDir holds a small neighbourhood of invented people as the first release kept it: the
// two files of its embedded database, and its backup. Every later version must open both.
// They are made anew only while nobody has a database of that schema yet:
//
//	go test ./deploy/proof -run TestFirstRelease -first
const firstDir = "testdata/first"

var makeFirst = flag.Bool("first", false, "write testdata/first with today's binary")

const (
	firstSecret   = "the secret of the first release"
	firstPassword = "pintu rumah pertama"
)

// firstPeople are a lane with those who look after it: login, house, office, its area.
var firstPeople = [][4]string{
	{"warga", rt0403 + "/H012"},
	{"tetangga", rt0403 + "/H013"},
	{"rt", rt0403 + "/H001", "rt_head", rt0403},
	{"rw", "33.74.08.1006/RW04/RT01/H002", "rw_head", "33.74.08.1006/RW04"},
	{"relawan", "33.74.08.1006/RW04/RT02/H005", "volunteer", "33.74.08.1006/RW04"},
	{"kader", "33.74.08.1006/RW04/RT02/H006", "kader", "33.74.08.1006/RW04"},
	{"staf", "", "staff", tegalsari},
	{"lurah", "", "lurah", tegalsari},
	{"nakes", "", "health", tegalsari},
	{"kota", "", "city", "33.74"},
	{"dpo", "", "dpo", "33.74"},
}

// TestFirstRelease: what the first release wrote is opened by this one, brought up to date,
// proves itself, and people go on in it.
func TestFirstRelease(t *testing.T) {
	if *makeFirst {
		writeFirst(t)
	}
	t.Parallel()
	t.Run("files", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		for _, name := range []string{"jogo.db", "keys.db"} {
			unpack(t, filepath.Join(firstDir, name+".gz"), filepath.Join(dir, name))
		}
		goesOn(t, firstNode(t, dir))
	})
	t.Run("backup", func(t *testing.T) {
		t.Parallel()
		n := firstNode(t, filepath.Join(t.TempDir(), "new"))
		if out, code := n.cli("restore", filepath.Join(firstDir, "backup")); code != 0 {
			t.Fatalf("restore: exit %d\n%s", code, out)
		}
		goesOn(t, n)
	})
	// The way back that OPERATE.md tells: the copy of before is restored as another lineage.
	t.Run("back", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		before := firstNode(t, filepath.Join(dir, "before-012"))
		if err := os.Mkdir(filepath.Join(dir, "before-012"), 0o700); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"jogo.db", "keys.db"} {
			unpack(t, filepath.Join(firstDir, name+".gz"), filepath.Join(dir, "before-012", name))
		}
		now := firstNode(t, dir)
		for _, step := range []struct {
			on   *node
			move string
		}{{before, "backup"}, {now, "restore"}} {
			if out, code := step.on.cli(step.move, filepath.Join(dir, "way-back")); code != 0 {
				t.Fatalf("%s: exit %d\n%s", step.move, code, out)
			}
		}
		goesOn(t, now)
	})
}

func firstNode(t *testing.T, dir string) *node {
	t.Helper()
	n := newNode(t, "JT_DATA="+dir, "JT_SECRET="+firstSecret, "JT_LIMITS=on")
	n.args = []string{"serve"}
	return n
}

// goesOn: it proves itself, people are who they were, and write.
func goesOn(t *testing.T, n *node) {
	t.Helper()
	n.verify()
	n.start()
	warga := n.signInWith("warga", firstPassword)
	var me struct{ Account struct{ Name string } }
	if warga.read("/me", &me); me.Account.Name != "Nama warga" {
		t.Errorf("she is called %q: her key does not open", me.Account.Name)
	}
	var cases struct{ Cases []struct{ ID string } }
	if warga.read("/cases?limit=200", &cases); len(cases.Cases) < 8 {
		t.Errorf("she finds %d of her cases", len(cases.Cases))
	}
	if ids := warga.log(tegalsari, ""); len(ids) < 30 {
		t.Errorf("her log has %d lines", len(ids))
	}
	id := warga.file(warga.home(), "masih bisa melapor")
	n.signInWith("rt", firstPassword).move(id, "verify", nil)
	n.verify()
}

// writeFirst lets the people make every journey, and lays down what is left.
func writeFirst(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	n := firstNode(t, dir)
	password := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(password, []byte(firstPassword), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, p := range firstPeople {
		args := []string{"account", "create", "--login", p[0], "--name", "Nama " + p[0], "--password-file", password}
		if p[1] != "" {
			args = append(args, "--household", p[1])
		}
		if p[2] != "" {
			args = append(args, "--role", p[2], "--area", p[3])
		}
		if out, code := n.cli(args...); code != 0 {
			t.Fatalf("%v: exit %d\n%s", args, code, out)
		}
	}
	n.start()
	people := map[string]*person{}
	for _, p := range firstPeople {
		people[p[0]] = n.signInWith(p[0], firstPassword)
	}
	for _, service := range people["warga"].services() {
		switch service.Name {
		case "privacy": // it would erase its own people
		case "zone": // zones are there while a city says so
			begins(t, people["kota"], service, "declare", "33.74")
			begins(t, people["rw"], service, "count", rt0403)
		default:
			travel(t, people, service)
		}
	}
	id := people["warga"].file(rt0403, "dua anak, air keruh")
	people["rt"].read("/cases/"+id, new(any)) // which is a look
	n.stop()
	if err := os.RemoveAll(firstDir); err != nil {
		t.Fatal(err)
	}
	if out, code := n.cli("backup", filepath.Join(firstDir, "backup")); code != 0 {
		t.Fatalf("backup: exit %d\n%s", code, out)
	}
	for _, name := range []string{"jogo.db", "keys.db"} {
		pack(t, filepath.Join(dir, name), filepath.Join(firstDir, name+".gz"))
	}
}

// begins makes one opening move with the smallest body.
func begins(t *testing.T, p *person, service offered, move, area string) {
	t.Helper()
	m := service.Moves[slices.IndexFunc(service.Moves, func(m offeredMove) bool { return m.Name == move })]
	body := smallest(t, m.Schema.Properties, m.Schema.Required)
	body["area"] = area
	if got, err := p.send("POST", "/"+service.Name+"/"+move, newKey(), body); err != nil || !got.accepted() {
		t.Fatalf("%s: %v %s", move, err, got)
	}
}

func pack(t *testing.T, from, to string) {
	t.Helper()
	if info, err := os.Stat(from + "-wal"); err == nil && info.Size() > 0 {
		t.Fatalf("%s is not alone: its write-ahead log was not put away", from)
	}
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func unpack(t *testing.T, from, to string) {
	t.Helper()
	f, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
