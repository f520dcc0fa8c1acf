package rtrw

import (
	"regexp"
	"strings"
	"time"
)

// Area is a place as a path: the official code of a city, kecamatan or kelurahan with
// dots, then RW, RT and house with slashes, "33.74.08.1006/RW04/RT03/H017". The RW is
// optional (Balikpapan has none). The zero Area is nowhere and contains nothing.
// Codes: Kepmendagri 300.2.2-2138/2025; RT, RW and house numbers are local.
type Area string

// Depth says what kind of place an Area is.
type Depth int

// From the country's provinces down to one house.
const (
	Nowhere Depth = iota
	Province
	City
	District // kecamatan
	Kelurahan
	RW
	RT
	House
)

var depthNames = [...]string{"", "province", "city", "district", "kelurahan", "rw", "rt", "house"}

// String gives the English name of the depth as it stands on the wire.
func (d Depth) String() string { return depthNames[d] }

var areaForm = regexp.MustCompile(`^\d\d(\.\d\d(\.\d\d(\.\d{4}(/RW\d\d)?(/RT\d\d\d?(/H\d{3,4})?)?)?)?)?$`)

// ParseArea reads a path of any depth and refuses every other form.
func ParseArea(s string) (Area, error) {
	if len(s) > 40 || !areaForm.MatchString(s) {
		return "", Errorf(Invalid, "Wilayah tidak dikenal. Contoh: 33.74.08.1006/RW04/RT03.")
	}
	return Area(s), nil
}

// Depth tells the kind of place from its form.
func (a Area) Depth() Depth {
	code, rest, below := strings.Cut(string(a), "/")
	if !below {
		if code == "" {
			return Nowhere
		}
		return Province + Depth(strings.Count(code, "."))
	}
	switch last := rest[strings.LastIndexByte(rest, '/')+1:]; {
	case strings.HasPrefix(last, "RW"):
		return RW
	case strings.HasPrefix(last, "RT"):
		return RT
	}
	return House
}

// Contains says whether b is this place or lies in it.
func (a Area) Contains(b Area) bool {
	if a == "" || !strings.HasPrefix(string(b), string(a)) {
		return false
	}
	return len(a) == len(b) || b[len(a)] == '/' || b[len(a)] == '.'
}

// Overlaps says whether one of the two contains the other.
func (a Area) Overlaps(b Area) bool { return a.Contains(b) || b.Contains(a) }

// Up gives the place at the wanted depth that contains a, or "" where there is none
// (no RW in Balikpapan, no RT above a kelurahan).
func (a Area) Up(to Depth) Area {
	for a != "" && a.Depth() > to {
		a = a[:max(strings.LastIndexAny(string(a), "./"), 0)]
	}
	if a.Depth() != to {
		return ""
	}
	return a
}

// Log names the log that keeps what happens here: the kelurahan's, or for what is
// decided above a kelurahan the place's own.
func (a Area) Log() Area {
	if k := a.Up(Kelurahan); k != "" {
		return k
	}
	return a
}

// Short gives the last part of the path: "RT03", "H017".
func (a Area) Short() string { return string(a[strings.LastIndexByte(string(a), '/')+1:]) }

// Location gives the time zone of the place by its province: WIB (UTC+7), WITA (+8) or
// WIT (+9). Indonesia keeps no summer time, so fixed zones are exact (Keppres 41/1987).
func (a Area) Location() *time.Location {
	if len(a) < 2 {
		return wib
	}
	switch p := string(a[:2]); {
	case p >= "81":
		return wit
	case p >= "71", p >= "63" && p <= "65", p >= "51" && p <= "53":
		return wita
	}
	return wib
}

// ZoneName gives the same zone by its IANA name, for screens.
func (a Area) ZoneName() string {
	switch a.Location() {
	case wita:
		return "Asia/Makassar"
	case wit:
		return "Asia/Jayapura"
	}
	return "Asia/Jakarta"
}

var (
	wib  = time.FixedZone("WIB", 7*3600)
	wita = time.FixedZone("WITA", 8*3600)
	wit  = time.FixedZone("WIT", 9*3600)
)

// HouseLabel is what a house is called until somebody gives it a better name: "No. 12".
func HouseLabel(house Area) string { return "No. " + strings.TrimLeft(house.Short(), "H0") }

// PlaceLabel is how people say an RT or an RW: "RT 03 RW 04", "RT 12", "RW 04"; "" above them.
func PlaceLabel(a Area) string {
	var parts []string
	for _, d := range [...]Depth{RT, RW} {
		if up := a.Up(d); up != "" {
			parts = append(parts, up.Short()[:2]+" "+up.Short()[2:])
		}
	}
	return strings.Join(parts, " ")
}
