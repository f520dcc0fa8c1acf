package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
)

const dataPage = "../deploy/panduan/pelindungan-data.md"

// audienceWords are the audiences as the page calls them.
var audienceWords = map[string]rtrw.Mask{
	"keluarga": rtrw.ForHousehold, "ketua": rtrw.ForHeads, "kader": rtrw.ForKader, "relawan": rtrw.ForVolunteers, "staf": rtrw.ForDesk, "puskesmas": rtrw.ForHealth,
	"lurah": rtrw.ForLurah, "pengantar": rtrw.ForHolder, "petugas data": rtrw.ForDPO, "warga sekitar": rtrw.ForPublic,
}

// keptField is one field as the page tells of it, or as a service declares it.
type keptField struct {
	Service, Field string
	Who            []string
	Locked         bool
}

// TestDataPage: what the page for people tells of each service, what is kept, under lock or not, for
// whom and how long, is what the service declares; nothing is left out and nothing is invented.
func TestDataPage(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(dataPage)
	if err != nil {
		t.Fatal(err)
	}
	var told, declared []keptField
	for _, svc := range services().Services() {
		chapter := chapterOf(string(b), svc)
		if chapter == "" {
			t.Errorf("no chapter ### %s (`%s`)", svc.Title.ID, svc.Name)
			continue
		}
		told = append(told, fieldsTold(t, svc.Name, chapter)...)
		texts := false
		for _, f := range svc.Data() {
			declared = append(declared, keptField{svc.Name, f.Name, whoOf(f.To), f.Said})
			texts = texts || f.Said
		}
		for _, sh := range svc.Shows {
			declared = append(declared, keptField{svc.Name, sh.Name, whoOf(sh.To), false})
		}
		term := "isi terkunci. Disimpan tanpa batas"
		switch {
		case svc.Keep > 0:
			term = fmt.Sprintf("Isi terkunci disimpan **%d hari** setelah selesai", svc.Keep)
		case texts:
			term = "Isi terkunci disimpan tanpa batas"
		case svc.Name == "zone":
			term = "tanpa orang. Disimpan tanpa batas"
		}
		if !strings.Contains(chapter, term) {
			t.Errorf("%s: the chapter does not say %q", svc.Name, term)
		}
	}
	byName := func(a, b keptField) int {
		return strings.Compare(a.Service+"/"+a.Field+fmt.Sprint(a.Locked), b.Service+"/"+b.Field+fmt.Sprint(b.Locked))
	}
	slices.SortFunc(told, byName)
	slices.SortFunc(declared, byName)
	if len(declared) < 60 {
		t.Fatalf("only %d fields are declared; the reading is broken", len(declared))
	}
	if diff := cmp.Diff(declared, told); diff != "" {
		t.Errorf("what is kept (-declared +told):\n%s", diff)
	}
}

// chapterOf cuts out what the page says of one service.
func chapterOf(page string, svc *rtrw.Service) string {
	_, rest, ok := strings.Cut(page, "\n### "+svc.Title.ID+" (`"+svc.Name+"`)\n")
	if !ok {
		return ""
	}
	chapter, _, _ := strings.Cut(rest, "\n##")
	return chapter
}

var named = regexp.MustCompile("`([a-z_]+)`")

// fieldsTold reads the rows of a chapter: words | names | locked | for whom.
func fieldsTold(t *testing.T, service, chapter string) (list []keptField) {
	t.Helper()
	for line := range strings.Lines(chapter) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 4 || !strings.Contains(cells[1], "`") {
			continue
		}
		var to rtrw.Mask
		for _, w := range strings.Split(cells[3], ",") {
			m := audienceWords[strings.TrimSpace(w)]
			if m == 0 {
				t.Errorf("%s: %q is nobody", service, w)
			}
			to |= m
		}
		for _, m := range named.FindAllStringSubmatch(cells[1], -1) {
			list = append(list, keptField{service, m[1], whoOf(to), strings.TrimSpace(cells[2]) == "ya"})
		}
	}
	return list
}

func whoOf(m rtrw.Mask) (who []string) {
	for word, one := range audienceWords {
		if m&one != 0 {
			who, m = append(who, word), m&^one
		}
	}
	if m != 0 {
		who = append(who, fmt.Sprintf("without a word: %b", m))
	}
	slices.Sort(who)
	return who
}

// TestDataPageTimes: the other stretches of time that the page names stand in the program.
func TestDataPageTimes(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(dataPage)
	if err != nil {
		t.Fatal(err)
	}
	if callsKept != 30*24*time.Hour {
		t.Errorf("news is known for %v", callsKept)
	}
	for _, c := range []struct{ file, code, told string }{
		{"wire.go", `const callsKept = 30 * 24 * time.Hour`, "tentang laporan mana, kapan | 30 hari |"},
		{"../rt-rw/store/photo.go", `const photoWaits = 48 * time.Hour`, "Foto yang belum dipakai laporan (terkunci) | 2 hari |"},
		{"../rt-rw/then.go", `MarksKept  = 60 * 24 * time.Hour`, "Rumah yang dihitung di peta zona, tanpa nama | 60 hari |"},
		{"../rt-rw/then.go", `BoardsKept = 400 * 24 * time.Hour`, "lalu tiap hari sampai 400 hari |"},
		{"../rt-rw/store/remember.go", `hourlyKept = 90 * day`, "tanpa nama | 90 hari tiap jam,"},
		{"../rt-rw/store/invite.go", `{HouseQR: {30 * 24 * time.Hour, 6}, Link: {72 * time.Hour, 1}`, "QR rumah berlaku 30 hari, tautan 3 hari."},
		{"../rt-rw/store/invite.go", `First: {7 * 24 * time.Hour, 1}`, "Surat masuk ketua 7 hari, sekali pakai."},
		{"../frontend/src/core/refill.ts", `const sentStays = 7 * 24 * 3_600_000`, "yang sudah terkirim | 7 hari setelah terkirim;"},
		{"../rt-rw/privacy/privacy.go", `const within = 72 * time.Hour`, "| 72 jam, oleh jam |"},
		{"../rt-rw/access/access.go", `const open = time.Hour`, "satu RT, 60 menit."},
	} {
		source, err := os.ReadFile(c.file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(source), c.code) {
			t.Errorf("%s does not say %q any more: mend the page and this line", c.file, c.code)
		}
		if !strings.Contains(string(b), c.told) {
			t.Errorf("the page does not say %q", c.told)
		}
	}
}

// TestHeadsGuideClock: how long a head has, as the printed guide says it, is what the clocks of a city
// that has set none of its own do.
func TestHeadsGuideClock(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("../deploy/panduan/ketua-rt.md")
	if err != nil {
		t.Fatal(err)
	}
	policy := rtrw.DefaultPolicy(time.UTC)
	for word, p := range map[string]rtrw.Priority{"Darurat": rtrw.Emergency, "Penting": rtrw.Important, "Biasa": rtrw.Ordinary} {
		a := policy.Heads[p]
		hours := "kapan saja"
		if a.Opens != a.Closes {
			hours = hourOf(a.Opens) + " sampai " + hourOf(a.Closes)
		}
		if row := fmt.Sprintf("| %s | %s | %s |", word, lasts(a.Steps[0]), hours); !strings.Contains(string(b), row) {
			t.Errorf("the guide has no row %s", row)
		}
	}
}

func hourOf(d time.Duration) string {
	return fmt.Sprintf("%02d.%02d", int(d.Hours()), int(d.Minutes())%60)
}

func lasts(d time.Duration) string {
	if d < time.Hour {
		return fmt.Sprintf("%d menit", int(d.Minutes()))
	}
	return fmt.Sprintf("%d jam", int(d.Hours()))
}
