package zone_test

import (
	"encoding/json"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/rtrwtest"
	"jogotonggo/rt-rw/zone"
)

const (
	kelurahan = rtrw.Area("33.74.08.1006")
	rt        = rtrw.Area("33.74.08.1006/RW04/RT03")
)

func TestReadme(t *testing.T) {
	t.Parallel()
	rtrwtest.Readme(t, "README.md", zone.Service())
}

func TestWalk(t *testing.T) {
	t.Parallel()
	rtrwtest.Walk(t, zone.Service)
}

func town(t *testing.T) *rtrwtest.Play {
	p := rtrwtest.New(t, zone.Service())
	rtrwtest.Town(p)
	p.Add("rt-bpn", prapatan+"/H001", rtrwtest.As(rtrw.RTHead, prapatan))
	p.Add("staf-bpn", "", rtrwtest.As(rtrw.Staff, prapatan.Log()))
	p.Add("lurah-bpn", "", rtrwtest.As(rtrw.Lurah, prapatan.Log()))
	p.Add("kota-bpn", "", rtrwtest.As(rtrw.CityCenter, "64.71"))
	return p
}

func field(err error) string {
	if e, ok := err.(*rtrw.Error); ok && len(e.Fields) > 0 {
		return e.Fields[0].Field + " " + e.Fields[0].Code
	}
	return ""
}

// TestWhoCounts: the RW head; where there is no RW, the RT head and the desk; never the lurah.
func TestWhoCounts(t *testing.T) {
	t.Parallel()
	p := town(t)
	p.Records = append(p.Records, declared("64.71", "2021-04", long, time.Time{}))
	for _, try := range []struct {
		who   string
		area  rtrw.Area
		n     int
		want  rtrw.Code
		field string
	}{
		{"rw", rt, 3, "", ""}, {"rw", rt, 3, "", ""}, {"rw", rt, 0, "", ""}, {"rw", rt, 40, "", ""},
		{"rt", rt, 3, rtrw.Forbidden, ""}, {"staf", rt, 3, rtrw.Forbidden, ""}, {"lurah", rt, 3, rtrw.Forbidden, ""}, {"kader", rt, 3, rtrw.Forbidden, ""},
		{"rw", kelurahan + "/RW09/RT01", 0, rtrw.Forbidden, ""}, {"warga", rt, 1, rtrw.Forbidden, ""}, {"nakes", rt, 1, rtrw.Forbidden, ""},
		{"rt-bpn", prapatan, 1, "", ""}, {"staf-bpn", prapatan, 0, "", ""}, {"lurah-bpn", prapatan, 0, rtrw.Forbidden, ""}, {"rt-bpn", "64.71.06.1001/RT13", 0, rtrw.Forbidden, ""},
		{"rw", rt, 41, rtrw.Refused, "houses too_many"}, {"rt-bpn", prapatan, 2, rtrw.Refused, "houses too_many"},
		{"rw", rt.Up(rtrw.RW), 1, rtrw.Refused, "area not_an_rt"}, {"staf-bpn", prapatan.Log(), 1, rtrw.Refused, "area not_an_rt"},
		{"staf-bpn", "64.71.06.1001/RT99", 0, rtrw.Refused, "area no_houses"},
	} {
		marks := len(p.Marks)
		c, err := p.Open(p.People[try.who], "zone", "count", try.area, &zone.Count{Houses: try.n})
		if rtrw.CodeOf(err) != try.want || field(err) != try.field || try.want == "" && err != nil {
			t.Errorf("%s counts %d in %s: %v (%s)", try.who, try.n, try.area, err, field(err))
		}
		if err == nil && (c.State != "counted" || c.House != "" || len(p.Marks) != marks+1 || c.Due != rtrw.DayBegins(p.Now.In(try.area.Location()), 8).UnixMilli()) {
			t.Errorf("counted as %+v", c)
		}
		if err != nil && len(p.Marks) != marks {
			t.Errorf("%s was refused and left a mark", try.who)
		}
	}
}

// TestAgeOut: the clock strikes at the local midnight that begins day 8, and then the map
// has forgotten the entry already.
func TestAgeOut(t *testing.T) {
	t.Parallel()
	for who, a := range map[string]rtrw.Area{"rw": rt, "rt-bpn": prapatan} {
		p := town(t)
		p.Houses[prapatan+"/H002"] = true
		p.Records = append(p.Records, declared("64.71", "2021-04", long, time.Time{}))
		p.Now = on(a, "21 22:30")
		c, err := p.Open(p.People[who], "zone", "count", a, &zone.Count{Houses: 2})
		if err != nil {
			t.Fatal(err)
		}
		if c = p.Strike(c); c.State != "aged_out" || c.Closed == 0 || !p.Now.Equal(on(a, "28 00:00")) {
			t.Errorf("%+v at %v", c, p.Now)
		}
		if z := draw(p.Now, p.Records, p.Marks...)[a]; z.Colour != "green" || z.Source != "none" {
			t.Errorf("aged out, and still %+v", z)
		}
	}
}

// TestAgeOutOfTheErased: who counted may be forgotten since; the count still ends on its day.
func TestAgeOutOfTheErased(t *testing.T) {
	t.Parallel()
	p := town(t)
	p.Records = append(p.Records, declared("64.71", "2021-04", long, time.Time{}))
	c, err := p.Open(p.People["rt-bpn"], "zone", "count", prapatan, &zone.Count{Houses: 1})
	if err != nil {
		t.Fatal(err)
	}
	p.Lives["rt-bpn"]++
	if c = p.Strike(c); c.State != "aged_out" {
		t.Errorf("left %s", c.State)
	}
}

func TestOnlyInAnEmergency(t *testing.T) {
	t.Parallel()
	p := town(t)
	p.Records = nil
	count := func() error {
		_, err := p.Open(p.People["rw"], "zone", "count", rt, &zone.Count{Houses: 1})
		return err
	}
	if err := count(); rtrw.CodeOf(err) != rtrw.Refused {
		t.Fatalf("outside an emergency: %v", err)
	}
	c, err := p.Open(p.People["kota"], "zone", "declare", "33.74", &zone.Declare{Kind: "covid19", Decree: "443/01", Policy: "2021-02"})
	if err != nil || c.State != "in_force" || c.Due != 0 {
		t.Fatalf("declared as %+v, %v", c, err)
	}
	if err := count(); err != nil {
		t.Errorf("in an emergency: %v", err)
	}
	p.Now = p.Now.Add(time.Hour)
	if _, err := p.Step(p.People["kota-bpn"], c, "revoke", nil); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("another city revoked it: %v", err)
	}
	if z := draw(p.Now, p.Records, p.Marks...)[rt]; z.Colour != "yellow" || z.Policy != "2021-02" {
		t.Errorf("under it: %+v", z)
	}
	if c = p.Must(p.People["kota"], c, "revoke", nil); c.State != "ended" || len(draw(p.Now, p.Records, p.Marks...)) != 0 {
		t.Errorf("revoked: %+v", c)
	}
	if err := count(); rtrw.CodeOf(err) != rtrw.Refused {
		t.Errorf("after it: %v", err)
	}
}

func TestDeclares(t *testing.T) {
	t.Parallel()
	p := town(t)
	at := func(d time.Duration) *time.Time { v := p.Now.Add(d); return &v }
	open := func(who string, a rtrw.Area, from, until *time.Time) (*rtrw.Case, error) {
		return p.Open(p.People[who], "zone", "declare", a, &zone.Declare{Kind: "dengue", Decree: "1", Policy: "2021-04", From: from, Until: until})
	}
	for name, try := range map[string]struct {
		who         string
		area        rtrw.Area
		from, until *time.Time
		code        rtrw.Code
		field       string
	}{
		"by the lurah":    {"lurah", kelurahan, nil, nil, rtrw.Forbidden, ""},
		"another city":    {"kota", "64.71", nil, nil, rtrw.Forbidden, ""},
		"of a kelurahan":  {"kota", kelurahan, nil, nil, rtrw.Refused, "area not_a_city"},
		"over already":    {"kota", "33.74", nil, at(-time.Hour), rtrw.Refused, "until past"},
		"before it began": {"kota", "33.74", at(48 * time.Hour), at(24 * time.Hour), rtrw.Refused, "until past"},
	} {
		if _, err := open(try.who, try.area, try.from, try.until); rtrw.CodeOf(err) != try.code || field(err) != try.field {
			t.Errorf("%s: %v (%s)", name, err, field(err))
		}
	}
	c, err := open("kota", "33.74", at(-time.Hour), at(24*time.Hour))
	if err != nil || c.DueFor != "expire" {
		t.Fatalf("%+v, %v", c, err)
	}
	p.Records = p.Records[1:] // only the one just declared
	if c = p.Strike(c); c.State != "ended" || len(draw(p.Now, p.Records)) != 0 {
		t.Errorf("its time is over: %+v", c)
	}
}

// TestWhoSees: duty sees an entry, volunteers and neighbours do not; the city reads what it declared.
func TestWhoSees(t *testing.T) {
	t.Parallel()
	p := town(t)
	c, err := p.Open(p.People["rw"], "zone", "count", rt, &zone.Count{Houses: 3})
	if err != nil {
		t.Fatal(err)
	}
	d, err := p.Open(p.People["kota"], "zone", "declare", "33.74", &zone.Declare{Kind: "covid19", Decree: "443/01", Policy: "2021-04"})
	if err != nil {
		t.Fatal(err)
	}
	see := func(who string, c *rtrw.Case) string {
		data, err := p.Registry.See(p.People[who], c, p.Now, func(rtrw.Sealed) (string, error) { return "", nil }, p.Keys)
		if err != nil {
			return string(rtrw.CodeOf(err))
		}
		b, _ := json.Marshal(data)
		return string(b)
	}
	for _, who := range []string{"rt", "rw", "kader", "staf", "nakes", "lurah"} {
		if got := see(who, c); got != `{"houses":3}` {
			t.Errorf("%s sees %s", who, got)
		}
	}
	for _, who := range []string{"warga", "tetangga", "relawan", "rt2", "staf2", "camat", "kota", "pending"} {
		if got := see(who, c); got != string(rtrw.NotFound) {
			t.Errorf("%s sees %s", who, got)
		}
	}
	if got := see("kota", d); got != `{"decree":"443/01","kind":"covid19","policy":"2021-04"}` {
		t.Errorf("who declared it reads %s", got)
	}
}
