package rtrw

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// Count is one stored tally: how many cases of a service are in a state, in an RT or in
// a kelurahan. Every area between and above is summed when it is read.
type Count struct {
	Area    Area
	Service string
	State   State
	N       int64
}

// Tallies are counts as one viewer may see them: area, service, state, and a number or
// "<5".
type Tallies map[Area]map[string]map[string]any

// fewer hides small numbers above the kelurahan, where "four in isolation" is a name.
const fewer = 5

// Tallied arranges counts for a viewer looking at area a. Duty inside a kelurahan sees
// each RT and the area itself by state. Camat, city and academics see one number per
// kelurahan and service without states, "<5" for 0 to 4. Neighbours see none.
// rts are the RTs under a, kelurahan those under a when a lies above them.
func (r *Registry) Tallied(v Viewer, a Area, counts []Count, rts, kelurahan []Area, now time.Time) Tallies {
	v = v.withoutGlass() // it opens cases, and is no duty to count them
	t := Tallies{}
	if a.Depth() >= Kelurahan {
		for _, at := range append([]Area{a}, rts...) {
			if r.duties(v, at, now) != 0 {
				t[at] = map[string]map[string]any{}
			}
		}
		for _, c := range counts {
			t.add(r, v, a, c, now)
		}
	}
	if len(t) > 0 || !r.oversees(v, a, now) {
		return t
	}
	if a.Depth() == Kelurahan {
		kelurahan = []Area{a}
	}
	return r.overview(counts, kelurahan)
}

func (t Tallies) add(r *Registry, v Viewer, a Area, c Count, now time.Time) {
	s, ok := r.Service(c.Service)
	if !ok || c.N == 0 {
		return
	}
	at := []Area{c.Area}
	if a.Depth() == RW && c.Area != a {
		at = append(at, a) // a kelurahan's own count is stored, an RW is the sum of its RTs
	}
	for _, place := range at {
		entry, shown := t[place]
		if !shown || s.audience&r.duties(v, place, now) == 0 {
			continue
		}
		if entry[c.Service] == nil {
			entry[c.Service] = map[string]any{}
		}
		n, _ := entry[c.Service][string(c.State)].(int64)
		entry[c.Service][string(c.State)] = n + c.N
	}
}

func (r *Registry) overview(counts []Count, kelurahan []Area) Tallies {
	sum := map[Area]map[string]int64{}
	for _, c := range counts {
		if c.Area.Depth() == Kelurahan {
			if sum[c.Area] == nil {
				sum[c.Area] = map[string]int64{}
			}
			sum[c.Area][c.Service] += c.N
		}
	}
	t := Tallies{}
	for _, k := range kelurahan {
		t[k] = map[string]map[string]any{}
		for _, s := range r.services {
			if s.audience&(ForDesk|ForLurah|ForHealth) == 0 || s.Inner {
				continue
			}
			var n any = "<5"
			if sum[k][s.Name] >= fewer {
				n = sum[k][s.Name]
			}
			t[k][s.Name] = map[string]any{"all": n}
		}
	}
	return t
}

// duties tells as which audiences the viewer is on duty over the whole area.
func (r *Registry) duties(v Viewer, a Area, now time.Time) (m Mask) {
	for _, g := range v.Grants {
		if g.Active(now.UnixMilli()) && g.Area.Contains(a) {
			m |= roleAudience[g.Role]
		}
	}
	return m
}

func (r *Registry) oversees(v Viewer, a Area, now time.Time) bool {
	return v.Has(Camat, a, now) || v.Has(CityCenter, a, now) || v.Has(Academic, a, now)
}

// Hash is the hex SHA-256 of {"tallies":…,"zones":…} in canonical JSON (RFC 8785): keys in
// order at every depth. All our keys are ASCII and all our numbers whole, for which Go's
// sorted maps are canonical, so structs are read back as maps first.
func Hash(t Tallies, zones map[Area]any) string {
	dec := json.NewDecoder(bytes.NewReader(Canonical(map[string]any{"tallies": t, "zones": zones})))
	dec.UseNumber()
	var plain any
	if err := dec.Decode(&plain); err != nil {
		panic("rtrw: what was just encoded cannot be read: " + err.Error())
	}
	sum := sha256.Sum256(Canonical(plain))
	return hex.EncodeToString(sum[:])
}

// Canonical encodes JSON without escaping "<", which json.Marshal would, and without space.
func Canonical(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("rtrw: canonical JSON of a value that has none: " + err.Error())
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
