package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// fewAreas is a country of six places, spelt as the official list spells them.
var fewAreas = map[string]string{
	"provinces.csv": "code,name\n33,JAWA TENGAH\n31,DKI JAKARTA\n",
	"regencies.csv": "code,province_code,name\n33.74,33,KOTA SEMARANG\n",
	"districts.csv": "code,regency_code,name\n33.74.08,33.74,Candisari\n",
	"villages.csv":  "code,district_code,name\n33.74.08.1006,33.74.08,Tegal Sari\n33.74.08.1007,33.74.08,Ra\"as\n",
}

func writeAreas(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		tw := newTown(t, e.Open()) // it has named its Tegalsari itself
		s := tw.store
		if s.HasAreas(ctx) {
			t.Error("areas before the import")
		}
		dir := writeAreas(t, fewAreas)
		for range 2 {
			if n, err := s.ImportAreas(ctx, dir); err != nil || n != 6 {
				t.Fatal(n, err)
			}
		}
		if !s.HasAreas(ctx) {
			t.Error("no areas after the import")
		}
		children := func(parent rtrw.Area, deep bool) (names []string) {
			list, err := s.Children(ctx, parent, deep)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range list {
				names = append(names, p.Level+" "+string(p.Area)+" "+p.Name)
			}
			return names
		}
		for _, c := range []struct {
			parent rtrw.Area
			deep   bool
			want   []string
		}{
			{"", false, []string{"province 31 DKI Jakarta", "province 33 Jawa Tengah"}},
			{"33", false, []string{"city 33.74 Kota Semarang"}},
			{"33.74.08", false, []string{"kelurahan 33.74.08.1006 Tegalsari", `kelurahan 33.74.08.1007 Ra"as`}},
			{tegalsari, false, []string{"rw 33.74.08.1006/RW04 RW 04"}},
			{tegalsari, true, []string{"rw 33.74.08.1006/RW04 RW 04", "rt 33.74.08.1006/RW04/RT03 RT 03"}},
			{rt0403, false, nil},
		} {
			if d := cmp.Diff(c.want, children(c.parent, c.deep)); d != "" {
				t.Errorf("under %q: %s", c.parent, d)
			}
		}
		found, err := s.Search(ctx, " TEGAL ", 5)
		if err != nil || len(found) != 1 || found[0].Area != tegalsari || found[0].In != "Candisari, Kota Semarang" {
			t.Errorf("found %+v, %v", found, err)
		}
		if found, err := s.Search(ctx, "%", 5); err != nil || len(found) != 0 {
			t.Errorf("a sign that means everything found %+v, %v", found, err)
		}
		path, err := s.Path(ctx, rt0403+"/H012")
		want := []rtrw.Place{{Area: "33.74", Name: "Kota Semarang"}, {Area: "33.74.08", Name: "Candisari"}, {Area: tegalsari, Name: "Tegalsari"},
			{Area: tegalsari + "/RW04", Name: "RW 04"}, {Area: rt0403, Name: "RT 03"}}
		if d := cmp.Diff(want, path); err != nil || d != "" {
			t.Errorf("path: %v %s", err, d)
		}
	})
}

func TestImportRefused(t *testing.T) {
	t.Parallel()
	s := storetest.SQLite(t).Open()
	for name, text := range map[string]string{
		"code": "code,district_code,name\n33.74.08.10O6,33.74.08,Tegalsari\n",
		"cut":  "code,district_code,name\n33.74.08.1006\n",
	} {
		files := map[string]string{}
		for n, t := range fewAreas {
			files[n] = t
		}
		files["villages.csv"] = text
		if n, err := s.ImportAreas(context.Background(), writeAreas(t, files)); err == nil {
			t.Errorf("%s: %d imported", name, n)
		}
	}
	if _, err := s.ImportAreas(context.Background(), t.TempDir()); err == nil {
		t.Error("an empty folder was imported")
	}
}

// TestCountry imports the official list itself, where the front end's install has it, and
// else one of the same size.
func TestCountry(t *testing.T) {
	t.Parallel()
	dir, villages := "../../frontend/node_modules/idn-area-data/data", 83_763
	if _, err := os.Stat(filepath.Join(dir, "villages.csv")); err != nil {
		dir = manyAreas(t, villages)
	}
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		s, start := e.Open(), time.Now()
		n, err := s.ImportAreas(context.Background(), dir)
		if err != nil || n < villages {
			t.Fatal(n, err)
		}
		t.Logf("%d areas in %v", n, time.Since(start))
		list, err := s.Children(context.Background(), "33.74.08", false)
		if err != nil || len(list) != 7 || list[5].Name != "Tegalsari" {
			t.Errorf("Candisari has %+v, %v", list, err)
		}
	})
}

func TestHouses(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		s := e.Open()
		seed := store.Seed{Houses: []store.House{{Area: rt0403 + "/H1000", Label: "No. 1000"}, {Area: rt0403 + "/H999", Label: "No. 999"}, {Area: rt0403 + "/H010", Label: "No. 10"}}}
		for range 2 {
			if err := s.Seed(context.Background(), seed); err != nil {
				t.Fatal(err)
			}
		}
		got, err := s.Houses(context.Background(), rt0403)
		want := []store.House{seed.Houses[2], seed.Houses[1], seed.Houses[0]}
		if d := cmp.Diff(want, got); err != nil || d != "" {
			t.Errorf("%v %s", err, d)
		}
	})
}
