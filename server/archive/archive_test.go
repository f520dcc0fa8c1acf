package archive

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"filippo.io/age"
)

var noon = time.Date(2026, 3, 30, 5, 0, 0, 0, time.UTC)

func identity(t *testing.T) *age.X25519Identity {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// order is a backup of two texts, for one recipient.
func order(dir string, to *age.X25519Identity, at time.Time) Order {
	return Order{Dir: dir, At: at, To: []*age.X25519Recipient{to.Recipient()},
		Fill: func(ledger, keys io.Writer) (string, error) {
			_, one := io.WriteString(ledger, strings.Repeat("canary-ledger ", 9000))
			_, two := io.WriteString(keys, "canary-keys")
			return "Karanganyar Gunung", errors.Join(one, two)
		},
		Check: func(r io.Reader) error {
			b, err := io.ReadAll(r)
			if err == nil && !bytes.HasPrefix(b, []byte("canary-")) {
				err = errors.New("it is not what was written")
			}
			return err
		}}
}

func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func TestWrite(t *testing.T) {
	t.Parallel()
	dir, me := t.TempDir(), identity(t)
	w, err := Write(order(dir, me, noon))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"jogotonggo-karanganyar-gunung-2026-03-30T050000Z.age", "jogotonggo-karanganyar-gunung-2026-03-30T050000Z.keys.age"}
	if got := names(t, dir); !slices.Equal(got, want) || KeysOf(w.Ledger) != w.Keys {
		t.Fatalf("%v", got)
	}
	for file, text := range map[string]string{w.Ledger: "canary-ledger", w.Keys: "canary-keys"} {
		r, err := Open(file, me)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil || !strings.HasPrefix(string(b), text) {
			t.Errorf("%s opens as %.20q, %v", file, b, err)
		}
		raw, err := os.ReadFile(file)
		if err != nil || bytes.Contains(raw, []byte("canary")) {
			t.Errorf("%s can be read without a key", file)
		}
		if info, _ := os.Stat(file); info.Mode().Perm() != 0o600 {
			t.Errorf("%s may be read by others: %v", file, info.Mode())
		}
		if _, err := Open(file, identity(t)); err == nil || !strings.Contains(err.Error(), "this key does not open") {
			t.Errorf("another key: %v", err)
		}
		damaged(t, raw, me)
	}
}

// damaged: a byte that flipped, or a stick that was pulled, is said wherever it happened.
func damaged(t *testing.T, whole []byte, me age.Identity) {
	file := filepath.Join(t.TempDir(), "harmed.age")
	for at := 0; at < len(whole); at += 1 + len(whole)/60 {
		flipped := slices.Clone(whole)
		flipped[at] ^= 1
		for how, b := range map[string][]byte{"flipped": flipped, "cut": whole[:at]} {
			if err := os.WriteFile(file, b, 0o600); err != nil {
				t.Fatal(err)
			}
			r, err := Open(file, me)
			if err == nil {
				_, err = io.Copy(io.Discard, r)
				r.Close()
			}
			if err == nil {
				t.Errorf("%s at %d of %d it passes for whole", how, at, len(whole))
			}
		}
	}
}

// TestNothingHalfDone: whatever goes wrong, nothing of it stays and the one before does.
func TestNothingHalfDone(t *testing.T) {
	t.Parallel()
	me := identity(t)
	for name, harm := range map[string]func(*Order){
		"full": func(o *Order) {
			o.Fill = func(ledger, _ io.Writer) (string, error) {
				_, err := ledger.Write(bytes.Repeat([]byte("x"), 200_000))
				return "", errors.Join(err, syscall.ENOSPC)
			}
		},
		"written wrongly": func(o *Order) { o.Check = func(io.Reader) error { return errors.New("not what was written") } },
		"pulled": func(o *Order) {
			fill := o.Fill
			o.Fill = func(ledger, keys io.Writer) (string, error) {
				parts, _ := filepath.Glob(filepath.Join(o.Dir, unfinished))
				for _, p := range parts {
					os.Remove(p)
				}
				return fill(ledger, keys)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if _, err := Write(order(dir, me, noon)); err != nil {
				t.Fatal(err)
			}
			before := names(t, dir)
			o := order(dir, me, noon.Add(time.Hour))
			harm(&o)
			if _, err := Write(o); err == nil || !strings.Contains(err.Error(), "no backup was made") {
				t.Errorf("it says %v", err)
			}
			if after := names(t, dir); !slices.Equal(before, after) {
				t.Errorf("it left %v", after)
			}
		})
	}
	gone := order(filepath.Join(t.TempDir(), "stick"), me, noon)
	if _, err := Write(gone); err == nil || !strings.Contains(err.Error(), "put the stick in") {
		t.Errorf("without a stick: %v", err)
	}
	if _, err := os.Stat(gone.Dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a folder was made where the stick should be")
	}
}

// TestTidy: the newest few stay, keys for 30 days at most, whatever the neighbourhood was called, and nothing else is touched.
func TestTidy(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put := func(name string) {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	day := func(n int) time.Time { return noon.AddDate(0, 0, -n) }
	for _, n := range []int{0, 7, 29, 31, 60, 90} {
		put(fileName("Candi", day(n), false))
		put(fileName("Candi", day(n), true))
	}
	for _, n := range []int{29, 31, 400} {
		put(fileName("Tegalsari", day(n), false))
		put(fileName("Tegalsari", day(n), true))
	}
	put("foto.jpg")
	left, gone, err := Tidy(dir, "Candi", 5, noon)
	if err != nil || left != 5 || gone != 6 {
		t.Errorf("%d left, %d gone, %v", left, gone, err)
	}
	var want []string
	for _, n := range []int{0, 7, 29} {
		want = append(want, fileName("Candi", day(n), true))
	}
	for _, n := range []int{0, 7, 29, 31, 60} {
		want = append(want, fileName("Candi", day(n), false))
	}
	for _, n := range []int{29, 31, 400} {
		want = append(want, fileName("Tegalsari", day(n), false))
	}
	want = append(want, fileName("Tegalsari", day(29), true), "foto.jpg")
	slices.Sort(want)
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("what is left is\n%v, not\n%v", got, want)
	}
}

// TestSheet: what is printed can be typed off, and a slip is found.
func TestSheet(t *testing.T) {
	t.Parallel()
	me := identity(t)
	printed := Sheet{Identity: me, Secret: "rahasia server ini 123"}.String()
	got, err := ParseSheet(printed)
	if err != nil || got.Identity.String() != me.String() || got.Secret != "rahasia server ini 123" {
		t.Fatalf("%+v, %v", got, err)
	}
	if got, err := ParseSheet("# komentar\n" + strings.ToLower(me.String()) + "\n"); err != nil || got.Identity.String() != me.String() || got.Secret != "" {
		t.Errorf("a key alone, in small letters: %+v, %v", got, err)
	}
	for name, text := range map[string]string{
		"a letter of the key":    strings.Replace(printed, me.String()[20:24], "QQQQ", 1),
		"a letter of the secret": strings.Replace(printed, "ini 123", "ini 124", 1),
		"no key":                 "JT-SECRET rahasia server ini 123",
	} {
		if _, err := ParseSheet(text); err == nil {
			t.Errorf("%s is not noticed", name)
		}
	}
}
