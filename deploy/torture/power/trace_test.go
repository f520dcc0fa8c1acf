package power

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// told is a text as strace writes it.
func told(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		b.WriteString(`\x` + hex.EncodeToString([]byte{c}))
	}
	return b.String()
}

// What strace says becomes what a disk holds: a sync keeps what was written when it began, calls of
// threads are told in pieces, and one in which the program was killed may have been carried out.
func TestTrace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "a.db")
	if err := os.WriteFile(name, []byte("0000000000"), 0o600); err != nil {
		t.Fatal(err)
	}
	disk, err := New(dir)
	if err != nil {
		t.Fatal(err)
	}
	at := fmt.Sprintf(`7<%s>`, told(name))
	lines := strings.Join([]string{
		`1 pwrite64(` + at + `, "` + told("11") + `", 2, 0) = 2`,
		`1 fsync(` + at + ` <unfinished ...>`,
		`2 pwrite64(` + at + `, "` + told("22") + `", 2, 2) = 2`,
		`1 <... fsync resumed>) = 0`,
		`1 pwrite64(` + at + `, "` + told("xx") + `", 2, 0) = -1 ENOSPC (No space left on device)`,
		`2 fdatasync(` + at + `) = -1 EIO (Input/output error)`,
		`2 pwrite64(` + at + `, "` + told("333") + `", 3, 9 <unfinished ...>`,
		`3 +++ killed by SIGKILL +++`,
	}, "\n") + "\n"
	if err := (&Trace{Disk: disk}).read(strings.NewReader(lines)); err != nil {
		t.Fatal(err)
	}
	f := disk.files[name]
	for what, it := range map[string]struct {
		got  []byte
		want string
	}{
		"synced":        {f.synced, "1100000000"},
		"written":       {f.written(false), "1122000000"},
		"perhaps":       {f.written(true), "112200000333"},
		"no more is on": {[]byte(fmt.Sprint(len(f.since))), "2"},
	} {
		if !bytes.Equal(it.got, []byte(it.want)) {
			t.Errorf("%s: %q, want %q", what, it.got, it.want)
		}
	}
	unheard := strings.Repeat("9", oneWrite)
	for stands, whole := range map[string]bool{"1122000000": true, "112200000333": true, "11220000033": true, "1122000009": true, "11220000003339": true,
		"1122000000" + unheard: true, "1122000000" + unheard + "999": false, "9122000000" + unheard: false} {
		if err := os.WriteFile(name, []byte(stands), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := disk.Whole(); (err == nil) != whole {
			t.Errorf("%d bytes stand there: %v", len(stands), err)
		}
	}
	if err := (&Trace{Disk: disk}).read(strings.NewReader(`1 pwritev(` + at + `, [{iov_base="` + told("1") + `", iov_len=1}], 1, 0) = 1` + "\n")); err == nil {
		t.Error("a call that is not understood was passed over")
	}
}
