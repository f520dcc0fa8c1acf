package rtrwtest

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jogotonggo/rt-rw"
)

// Town is a neighbourhood where every office is held, for walks and matrices: two RTs of
// one RW, another RW, and everybody above them. An emergency is declared in its city.
func Town(p *Play) {
	const k, rt = rtrw.Area("33.74.08.1006"), rtrw.Area("33.74.08.1006/RW04/RT03")
	p.Add("warga", rt+"/H012")
	p.Add("tetangga", rt+"/H013")
	p.Add("warga2", k+"/RW09/RT01/H004")
	p.Add("rt", rt+"/H001", As(rtrw.RTHead, rt))
	p.Add("rt2", k+"/RW09/RT01/H001", As(rtrw.RTHead, k+"/RW09/RT01"))
	p.Add("rw", k+"/RW04/RT01/H002", As(rtrw.RWHead, k+"/RW04"))
	p.Add("relawan", k+"/RW04/RT02/H005", As(rtrw.Volunteer, k+"/RW04"))
	p.Add("kader", k+"/RW04/RT02/H006", As(rtrw.Kader, k+"/RW04"))
	p.Add("staf", "", As(rtrw.Staff, k))
	p.Add("lurah", "", As(rtrw.Lurah, k))
	p.Add("staf2", "", As(rtrw.Staff, "33.74.08.1001"))
	p.Add("nakes", "", As(rtrw.Health, k))
	p.Add("camat", "", As(rtrw.Camat, "33.74.08"))
	p.Add("kota", "", As(rtrw.CityCenter, "33.74"))
	p.Add("dpo", "", As(rtrw.DPO, "33.74"))
	for i := range 40 {
		p.Houses[rtrw.Area(fmt.Sprintf("%s/H%03d", rt, i+1))] = true
	}
	p.Records = []rtrw.Record{{Area: "33.74", Name: "emergency", Value: []byte(`{"kind":"covid19","decree":"contoh","policy":"2021-04"}`)}}
	p.Add("pending", "", rtrw.Grant{Role: rtrw.Pending, Area: rt + "/H014"})
}

// Walk lets random people try random moves at random times and holds every outcome
// against what must be true of any service.
func Walk(t *testing.T, service func() *rtrw.Service) {
	t.Helper()
	rapid.Check(t, func(r *rapid.T) {
		p := New(t, service())
		Town(p)
		svc := p.Registry.Services()[0]
		names := append(slices.Sorted(maps.Keys(p.People)), "")
		areas := []rtrw.Area{"33.74.08.1006/RW04/RT03", "33.74.08.1006/RW04", "33.74.08.1006", "33.74.08.1006/RW09/RT01", "33.74"}
		for range rapid.IntRange(10, 60).Draw(r, "steps") {
			p.Now = p.Now.Add(time.Duration(rapid.IntRange(0, 600).Draw(r, "minutes")) * time.Minute)
			m := rapid.SampledFrom(svc.Moves).Draw(r, "move")
			who, ok := p.People[rapid.SampledFrom(names).Draw(r, "who")]
			if !ok {
				who = Clock
			}
			in := Sample(r, &m)
			if m.Opens() {
				c, err := p.Open(who, svc.Name, m.Name, rapid.SampledFrom(areas).Draw(r, "area"), in)
				hold(r, svc, &m, nil, c, err)
				continue
			}
			if len(p.Cases) == 0 {
				continue
			}
			before := *p.Cases[rapid.SampledFrom(slices.Sorted(maps.Keys(p.Cases))).Draw(r, "case")]
			c, err := p.Step(who, &before, m.Name, in)
			hold(r, svc, &m, &before, c, err)
			if err != nil && !reflect.DeepEqual(before, *p.Cases[before.ID]) {
				r.Fatalf("%s was refused (%v) and yet changed the case", m.Name, err)
			}
		}
	})
}

// hold checks what is true of every move of every service.
func hold(r *rapid.T, svc *rtrw.Service, m *rtrw.Move, before, c *rtrw.Case, err error) {
	if err != nil {
		if rtrw.CodeOf(err) == "" {
			r.Fatalf("%s failed inside: %v", m.Name, err)
		}
		return
	}
	from, version := rtrw.State(""), 0
	if before != nil {
		from, version = before.State, before.Version
	}
	want := m.To
	if m.Stays {
		want = []rtrw.State{from}
	}
	switch {
	case before != nil && !m.Leaves(from), !slices.Contains(want, c.State):
		r.Fatalf("%s went %s → %s", m.Name, from, c.State)
	case c.Version != version+1:
		r.Fatalf("%s made version %d of %d", m.Name, c.Version, version)
	case (c.Closed != 0) != svc.IsFinal(c.State):
		r.Fatalf("%s in %s closed at %d", m.Name, c.State, c.Closed)
	case (c.Due == 0) != (c.DueFor == ""), c.Due != 0 && c.Due < c.Opened:
		r.Fatalf("%s in %s due %d for %q", m.Name, c.State, c.Due, c.DueFor)
	case c.House != "" && !c.Area.Contains(c.House):
		r.Fatalf("house %s outside %s", c.House, c.Area)
	}
	if mv, ok := svc.Move(c.DueFor); c.DueFor != "" && (!ok || !mv.Leaves(c.State)) {
		r.Fatalf("the clock %q cannot strike in %s", c.DueFor, c.State)
	}
}

// Sample draws an input within the declared bounds of a move.
func Sample(r *rapid.T, m *rtrw.Move) any {
	in := m.NewInput()
	fill(r, reflect.ValueOf(in).Elem())
	return in
}

func fill(r *rapid.T, v reflect.Value) {
	for i := range v.NumField() {
		f, tag := v.Field(i), v.Type().Field(i).Tag.Get("validate")
		switch f.Kind() {
		case reflect.Struct:
			if v.Type().Field(i).Anonymous {
				fill(r, f)
			}
		case reflect.String:
			for rule := range strings.SplitSeq(tag, ",") {
				if list, ok := strings.CutPrefix(rule, "oneof="); ok {
					f.SetString(rapid.SampledFrom(strings.Fields(list)).Draw(r, v.Type().Field(i).Name))
				}
			}
		case reflect.Int:
			lo, hi := bound(tag, "min=", 0), bound(tag, "max=", 100)
			f.SetInt(int64(rapid.IntRange(lo, hi).Draw(r, v.Type().Field(i).Name)))
		case reflect.Bool:
			f.SetBool(rapid.Bool().Draw(r, v.Type().Field(i).Name))
		}
	}
}

func bound(tag, rule string, otherwise int) int {
	for part := range strings.SplitSeq(tag, ",") {
		if s, ok := strings.CutPrefix(part, rule); ok {
			if n, err := strconv.Atoi(s); err == nil {
				return n
			}
			panic(fmt.Sprintf("rtrwtest: bound %q is no number", part))
		}
	}
	return otherwise
}
