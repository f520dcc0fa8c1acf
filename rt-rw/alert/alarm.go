package alert

import "jogotonggo/rt-rw"

// Raise is a drum beaten: what for, and nothing else. Hands shake then.
type Raise struct {
	Kind string `json:"kind" validate:"required,oneof=kebakaran banjir pencuri ternak raja_pati bahaya" id:"Ada apa?" en:"What is it?" choices:"Kebakaran|Banjir atau gempa|Pencuri|Pencurian ternak|Raja pati|Bahaya lain;Fire|Flood or earthquake|Thief|Animal theft|Killing|Other danger"`
}

// CountsHouses says that the houses around must be known: how many are to answer.
func (Raise) CountsHouses() {}

// acts name the one thing to do.
var acts = map[string]string{"kebakaran": "keluar", "banjir": "naik", "pencuri": "jaga", "ternak": "periksa", "raja_pati": "tetap", "bahaya": "waspada", cek: "jawab"}

// cek is the kind of a house-to-house call, which makes no sound.
const cek = "cek"

// raise sounds in the RT at once. Where one sounds already this is one more stroke on it.
func raise(t *rtrw.Turn, a *Alert, in Raise) error {
	if t.Case.Area.Depth() != rtrw.RT {
		return rtrw.AtField("area", "not_an_rt", "Kentongan dibunyikan di satu RT. Pilih RT-nya.")
	}
	t.Case.Priority = rtrw.Emergency
	a.Kind, a.By, a.Act, a.Sender, a.Strokes = in.Kind, t.Role, acts[in.Kind], t.Actor.Household, strokesOf(t, in.Kind)
	for _, first := range t.Beside() {
		if first.Area == t.Case.Area {
			a.First = first.ID
			t.Into("joined")
			return nil
		}
	}
	a.counted(t)
	a.spread(t, rtrw.RT)
	t.Into("sounding")
	return nil
}

func (a *Alert) counted(t *rtrw.Turn) {
	a.Around = map[string]int64{}
	for _, d := range [...]rtrw.Depth{rtrw.RT, rtrw.RW, rtrw.Kelurahan} {
		if n := t.HousesIn(d); n > 0 {
			a.Around[d.String()] = n
		}
	}
}

func (a *Alert) spread(t *rtrw.Turn, to rtrw.Depth) {
	t.Reach(to)
	a.Reach, a.Houses = to.String(), a.Around[to.String()]
}

// Echo is another one who beat the same drum.
type Echo struct{ Sender rtrw.Area }

// joins tells the first alarm of one that joined it.
func joins(_ *rtrw.Cause, f *struct {
	First  string    `json:"first"`
	Sender rtrw.Area `json:"sender"`
}) (*Echo, rtrw.Targets) {
	if f.First == "" {
		return nil, rtrw.Targets{}
	}
	return &Echo{f.Sender}, rtrw.Targets{Case: f.First}
}

// echo counts it. Two households are a neighbourhood's word: it spreads to the RW.
func echo(t *rtrw.Turn, a *Alert, in Echo) error {
	a.Echoes++
	if in.Sender != a.Sender && t.Case.Area.Up(rtrw.RW) != "" && t.Case.Reach > rtrw.RW {
		a.spread(t, rtrw.RW)
	}
	return nil
}

// widen spreads it by a head to the RW, by the lurah to the kelurahan.
func widen(t *rtrw.Turn, a *Alert, _ rtrw.None) error {
	to := rtrw.RW
	if t.Role == rtrw.Lurah {
		to = rtrw.Kelurahan
	}
	if t.Case.Reach <= to {
		return rtrw.Errorf(rtrw.Conflict, "Kentongan ini sudah terdengar sejauh itu.")
	}
	a.spread(t, to)
	return nil
}

// Call asks every house of an area, without a sound.
type Call struct{}

// CountsHouses says that the houses must be known.
func (Call) CountsHouses() {}

func rollCall(t *rtrw.Turn, a *Alert, _ Call) error {
	t.Case.Priority = rtrw.Important
	a.Kind, a.By, a.Act, a.Sender = cek, t.Role, acts[cek], t.Actor.Household
	a.counted(t)
	a.spread(t, t.Case.Area.Depth())
	return nil
}

// end closes it, whoever says so: "aman", time, or that it was none. What houses said about it
// is over with it, unless another one still reaches them.
func end(t *rtrw.Turn, a *Alert, _ rtrw.None) error {
	here := t.Case.Area.Up(t.Case.Reach)
	for _, o := range t.Beside() {
		a.Others = a.Others || o.Area.Up(o.Reach).Overlaps(here)
	}
	return nil
}

// over settles the houses' words.
func over(c *rtrw.Cause, f *struct {
	Others bool `json:"others"`
}) (*rtrw.None, rtrw.Targets) {
	if f.Others || c.From == "calm" {
		return nil, rtrw.Targets{}
	}
	return &rtrw.None{}, rtrw.Targets{Area: c.Case.Area.Up(c.Case.Reach)}
}
