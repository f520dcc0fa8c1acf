package setup_test

import (
	"errors"
	"strings"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
	"jogotonggo/server/setup"
)

const kelurahan rtrw.Area = "33.74.08.1006"

// town has RW01 with RT01 and RT02, of which the first has a head.
func town() *setup.Town {
	return &setup.Town{Area: kelurahan,
		RWs: []setup.Place{{Area: kelurahan + "/RW01"}},
		RTs: []setup.Place{{Area: kelurahan + "/RW01/RT01", Heads: []setup.Person{{Name: "Darmo Wibowo"}}}, {Area: kelurahan + "/RW01/RT02"}, {Area: kelurahan + "/RW01/RT03"}}}
}

// plain has three RTs and no RW.
func plain() *setup.Town {
	return &setup.Town{Area: kelurahan, RTs: []setup.Place{{Area: kelurahan + "/RT01"}, {Area: kelurahan + "/RT02"}, {Area: kelurahan + "/RT12"}}}
}

func empty() *setup.Town { return &setup.Town{Area: kelurahan} }

// told gives what a refusal says, field by field.
func told(err error) string {
	var r *door.Refusal
	if !errors.As(err, &r) {
		return ""
	}
	var list []string
	for _, f := range r.Fields {
		list = append(list, f.Field+"|"+f.Text.ID)
		if f.Text.EN == "" {
			list = append(list, "no English")
		}
	}
	return strings.Join(list, "\n")
}

func TestReadPlan(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		town             *setup.Town
		text             string
		rws, rts, houses int
		newRWs, newRTs   int
		of               rtrw.Area
		ofHouses         int
	}{
		"nine RWs":       {empty(), "RW 01: 6 RT\nRW 2: 7 RT\n\nRW03:8RT", 3, 21, 21 * 50, 3, 21, kelurahan + "/RW02/RT07", 50},
		"without RW":     {empty(), "34 RT, 150 rumah", 0, 34, 34 * 150, 0, 34, kelurahan + "/RT34", 150},
		"some differ":    {empty(), "RW 01: 2 RT, 40 rumah\nRW 01 RT 02: 70 rumah\nRW 2 3", 2, 5, 40 + 70 + 150, 2, 5, kelurahan + "/RW01/RT02", 70},
		"an RT alone":    {plain(), "RT 12: 60 rumah", 0, 1, 60, 0, 0, kelurahan + "/RT12", 60},
		"no space":       {empty(), "RT 1:5 rumah", 0, 1, 5, 0, 1, kelurahan + "/RT01", 5},
		"a hundred RTs":  {empty(), "100 RT", 0, 100, 5000, 0, 100, kelurahan + "/RT100", 50},
		"more of the RW": {town(), "RW 1: 4 RT", 1, 4, 200, 0, 1, kelurahan + "/RW01/RT04", 50},
		"lower case":     {empty(), "rw 10 : 5 rt , 9 Rumah.", 1, 5, 45, 1, 5, kelurahan + "/RW10/RT05", 9},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := setup.ReadPlan(c.town, c.text, 50)
			if err != nil {
				t.Fatal(told(err))
			}
			rws, rts := p.Fresh(c.town)
			if len(p.RWs) != c.rws || len(p.RTs) != c.rts || p.Total() != c.houses || rws != c.newRWs || rts != c.newRTs || p.Houses[c.of] != c.ofHouses {
				t.Errorf("%d RWs, %d RTs, %d houses, new %d and %d; %s has %d", len(p.RWs), len(p.RTs), p.Total(), rws, rts, c.of, p.Houses[c.of])
			}
			if houses := p.AllHouses(); len(houses) != c.houses {
				t.Errorf("%d houses", len(houses))
			}
			for _, a := range p.AllHouses() {
				if _, err := rtrw.ParseArea(string(a)); err != nil {
					t.Fatalf("%s: %v", a, err)
				}
			}
		})
	}
}

func TestReadPlan_Refuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		town *setup.Town
		text string
		want string
	}{
		"nothing":          {empty(), " \n ", "lines|Tulis paling sedikit satu RT."},
		"no number":        {empty(), "RW 01: 6 RT\nenam", "lines.2|Baris 2: Tulis seperti RW 01: 6 RT."},
		"RW without RTs":   {empty(), "RW 01", "lines.1|Baris 1: Tulis seperti RW 01: 6 RT."},
		"twice":            {empty(), "RW 01: 6 RT\nRW 1: 7 RT", "lines.2|Baris 2: Sudah ditulis di baris 1."},
		"zero":             {empty(), "RW 0: 6 RT", "lines.1|Baris 1: Nomor dan jumlah mulai dari 1."},
		"with and without": {empty(), "RW 01: 6 RT\n3 RT", "lines.2|Baris 2: Satu kelurahan memakai RW di semua RT, atau di tidak satu pun."},
		"has RWs already":  {town(), "3 RT", "lines.1|Baris 1: Satu kelurahan memakai RW di semua RT, atau di tidak satu pun."},
		"has none so far":  {plain(), "RW 1: 3 RT", "lines.1|Baris 1: Satu kelurahan memakai RW di semua RT, atau di tidak satu pun."},
		"too many":         {empty(), "401 RT", "lines|Ini terlalu banyak untuk satu kelurahan. Periksa angkanya."},
		"too many houses":  {empty(), "99 RT, 999 rumah", "lines|Ini terlalu banyak untuk satu kelurahan. Periksa angkanya."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := setup.ReadPlan(c.town, c.text, 50); told(err) != c.want {
				t.Errorf("said\n%s\nnot\n%s", told(err), c.want)
			}
		})
	}
}

func TestReadHeads(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		town *setup.Town
		text string
		want string
	}{
		"commas":            {town(), "rw,rt,nama,rumah\n1,2,Yuli Astuti,12\n", "RW01/RT02 Yuli Astuti H012"},
		"a spreadsheet":     {town(), "\ufeffRW;RT;Nama Ketua;No. Rumah\r\n01;02;\"Yuli; Astuti\";\r\n", "RW01/RT02 Yuli; Astuti"},
		"tabs, other order": {town(), "Nama\tRT\tRW\nYuli  Astuti\tRT 02\tRW 01", "RW01/RT02 Yuli Astuti"},
		"no heading":        {town(), "1,2,Yuli\n1,3,Ani,7", "RW01/RT02 Yuli\nRW01/RT03 Ani H007"},
		"an RW's head":      {town(), "rw,rt,nama\n1,,Hartono", "RW01 Hartono"},
		"known":             {town(), "rw,rt,nama\n1,1,darmo wibowo\n1,2,Yuli", "RW01/RT01 darmo wibowo known\nRW01/RT02 Yuli"},
		"without RW":        {plain(), "rt,nama,rumah\n12,Yuli,3", "RT12 Yuli H003"},
		"without RW, bare":  {plain(), "1,Yuli\n2,Ani,No. 8", "RT01 Yuli\nRT02 Ani H008"},
		"an empty RW":       {plain(), "rw,rt,nama\n,2,Ani", "RT02 Ani"},
		"empty lines":       {town(), "\n\nrw,rt,nama\n\n,,\n1,2,Yuli\n\n", "RW01/RT02 Yuli"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			list, err := setup.ReadHeads(c.town, c.text)
			if err != nil {
				t.Fatal(told(err))
			}
			var got []string
			for _, h := range list {
				line := strings.TrimPrefix(string(h.Area), string(kelurahan)+"/") + " " + h.Name
				if h.House != "" {
					line += " " + h.House.Short()
				}
				if h.Known {
					line += " known"
				}
				got = append(got, line)
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("read\n%s\nnot\n%s", strings.Join(got, "\n"), c.want)
			}
		})
	}
}

// TestReadHeads_Refuses: what is wrong is told by line and column, all of it at once.
func TestReadHeads_Refuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		town *setup.Town
		text string
		want string
	}{
		"nothing":        {town(), "\n", "csv|Daftar ini masih kosong."},
		"heading alone":  {town(), "rw,rt,nama", "csv|Belum ada baris di bawah nama kolom."},
		"unknown column": {town(), "rw,rt,nama,alamat\n1,2,Yuli,x", "csv.1|Baris 1: Kolom \"alamat\" tidak dikenal. Pakai rw, rt, nama, rumah."},
		"missing column": {town(), "rw,rumah\n1,2", "csv.1|Baris 1: Kolom rt belum ada.\ncsv.1|Baris 1: Kolom nama belum ada."},
		"column twice":   {town(), "rw,rt,nama,ketua\n1,2,Yuli,Ani", "csv.1.nama|Baris 1, kolom nama: Kolom ini ada dua kali."},
		"several lines": {town(), "rw,rt,nama,rumah\n7,2,Yuli,\n1,9,Ani,\nsatu,2,Ani,\n1,3,,dua belas",
			"csv.2.rw|Baris 2, kolom rw: RW 07 belum ada di kelurahan ini.\ncsv.3.rt|Baris 3, kolom rt: RT 09 RW 01 belum ada di kelurahan ini.\n" +
				"csv.4.rw|Baris 4, kolom rw: Tulis nomor RW, misalnya 4.\ncsv.5.nama|Baris 5, kolom nama: Tulis nama, paling banyak 60 huruf.\ncsv.5.rumah|Baris 5, kolom rumah: Tulis nomor 1 sampai 999, atau kosongkan."},
		"the same RT":      {town(), "rw,rt,nama\n1,2,Yuli\n1,02,Ani", "csv.3.rt|Baris 3, kolom rt: RT 02 RW 01 sudah ada di baris 2."},
		"has a head":       {town(), "rw,rt,nama\n1,1,Yuli", "csv.2.rt|Baris 2, kolom rt: RT 01 RW 01 sudah punya ketua, Darmo Wibowo. Hapus baris ini."},
		"too many cells":   {town(), "1,2,Yuli,12,x", "csv.1|Baris 1: Ada 5 kolom. Paling banyak rw, rt, nama, rumah."},
		"an RW's house":    {town(), "1,,Hartono,12", "csv.1.rumah|Baris 1, kolom rumah: Kosongkan untuk Ketua RW."},
		"an RW where none": {plain(), "rw,rt,nama\n1,2,Yuli", "csv.2.rw|Baris 2, kolom rw: Kelurahan ini tanpa RW. Kosongkan."},
		"no RT":            {plain(), "rt,nama\n,Yuli", "csv.2.rt|Baris 2, kolom rt: Tulis nomor RT, misalnya 3."},
		"a number as name": {town(), "rw,rt,nama\n1,2,12", "csv.2.nama|Baris 2, kolom nama: Tulis nama, paling banyak 60 huruf."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := setup.ReadHeads(c.town, c.text); told(err) != c.want {
				t.Errorf("said\n%s\nnot\n%s", told(err), c.want)
			}
		})
	}
	_, err := setup.ReadHeads(town(), "rw,rt,nama\n"+strings.Repeat("9,9,Yuli\n", 50))
	if lines := strings.Split(told(err), "\n"); len(lines) != 21 || lines[20] != "csv|Masih ada 30 catatan lagi." {
		t.Errorf("of fifty wrong lines %d are told, the last as %s", len(lines), lines[len(lines)-1])
	}
}
