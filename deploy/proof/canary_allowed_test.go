package proof

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// allowed says who may read what, by the answers of the server: each text, measure and day
// that a move takes, as "service/move/field@variant", and what people and their devices are
// called. Nobody else may, and nothing but an answer may carry it. A field that is not here
// fails the test, and so does a reader named here to whom it was never given.
//
// The house of warga has a second member, anggota; pembawa is the volunteer who has the
// first request in hand; self is whoever the variant names.
var allowed = map[string]string{
	"aid/request/note":       "warga anggota rt rw staf pembawa",
	"aid/request/note@filed": "warga anggota rt", // unverified: the heads whom the clock has reached
	"aid/request/note@kader": "warga anggota rt rw staf kader",
	"aid/request/note@gone":  "",
	"aid/return/note@filed":  "warga anggota rt",
	"aid/return/note@gone":   "",
	"aid/decline/note@filed": "warga anggota rt",
	"aid/amend/note":         "warga anggota rt rw staf pembawa",
	"aid/dispute/note":       "warga anggota rt rw staf",

	"photo/beside": "", "photo/behind": "", // what a camera wrote, and what hung on: drawn anew, a photo has neither

	"isolation/report/who":          inside,
	"isolation/report/note":         inside,
	"isolation/report/since":        inside,
	"isolation/report/temp_c":       inside,
	"isolation/report/spo2":         inside,
	"isolation/report/breaths":      inside,
	"isolation/report/who@filed":    "warga anggota rt",
	"isolation/report/note@filed":   "warga anggota rt",
	"isolation/report/who@amended":  inside,
	"isolation/report/who@heard":    inside,
	"isolation/report/since@heard":  inside,
	"isolation/return/note@filed":   "warga anggota rt",
	"isolation/return/note@gone":    "",
	"isolation/decline/note@filed":  "warga anggota rt",
	"isolation/amend/note":          inside,
	"isolation/amend/since":         inside,
	"isolation/amend/temp_c":        inside,
	"isolation/start/since":         inside,
	"isolation/result/ct":           "warga anggota nakes",
	"isolation/result/specimen_on":  "warga anggota nakes",
	"isolation/check_in/note":       inside,
	"isolation/check_in/temp_c":     inside,
	"isolation/check_in/spo2":       inside,
	"isolation/check_in/breaths":    inside,
	"isolation/report/note@amended": "", "isolation/report/since@amended": "", "isolation/report/temp_c@amended": "", "isolation/report/spo2@amended": "", "isolation/report/breaths@amended": "",
	"isolation/report/note@heard": "", "isolation/report/temp_c@heard": "", "isolation/report/spo2@heard": "", "isolation/report/breaths@heard": "",
	// Before anybody has vouched for it, what a report says is for the heads whom its clock has reached, measures like words.
	"isolation/report/since@filed": "warga anggota rt", "isolation/report/temp_c@filed": "warga anggota rt", "isolation/report/spo2@filed": "warga anggota rt", "isolation/report/breaths@filed": "warga anggota rt",

	// What a health fact is called and what it says, where it is no number.
	"isolation/class":  inside,
	"isolation/triage": inside,
	"isolation/result": "warga anggota nakes",

	"arrival/register/from":        inside,
	"arrival/register/names":       "warga anggota rt rw kader",
	"arrival/register/from@filed":  "warga anggota rt",
	"arrival/register/names@filed": "warga anggota rt",
	"arrival/return/note@filed":    "warga anggota rt",
	"arrival/return/note@gone":     "",
	"arrival/decline/note@filed":   "warga anggota rt",
	"arrival/amend/from":           inside,
	"arrival/amend/names":          "warga anggota rt rw kader",
	"arrival/register/from@gone":   "", "arrival/register/names@gone": "",
	// Days that are never sent: see stay.
	"arrival/register/arrived": "", "arrival/register/until": "", "arrival/register/arrived@filed": "", "arrival/register/until@filed": "",
	"arrival/register/arrived@gone": "", "arrival/register/until@gone": "", "arrival/amend/arrived": "", "arrival/amend/until": "",

	"direct/send/text":      "warga staf lurah",
	"direct/send/text@gone": "",
	"direct/answer/text":    "warga staf lurah",
	"direct/ask_again/text": "warga staf lurah",

	"privacy/refuse/note": "tetangga dpo",
	"access/open/explain": "kota lurah dpo",
	"access/review/note":  "kota lurah dpo",
	"zone/declare/decree": "kota", // of the city; it stands in no household's data and lies open

	"name@anggota":  "self rt rw",                                        // whom a head may ask to stand in
	"name@pembawa":  "self staf lurah warga anggota rt rw kader relawan", // to whom it can be assigned, and where it has a case in hand
	"name@ketua":    "lurah staf",                                        // who has just been given an office, and has never been here
	"name@petugas":  "lurah staf",                                        // a clerk alike
	"login@ketua":   "lurah staf",
	"login@petugas": "lurah staf",
	"secret":        "",                                                           // goes in once and comes out nowhere
	"house":         "warga anggota rt rw kader nakes staf lurah pembawa relawan", // the door; pembawa has the case in hand, relawan knocks at those that say nothing
	"code":          "rt",
	"device":        "self",
	"login":         "self",
	"people":        "everybody", // the invented people of the demo: it says whom one may enter as
	"token":         "self",
	"aid/code":      "warga anggota",
	"refused":       "warga", // the name of a key that is not taken, to who sent it
	"phone":         "",      // what opens messages to a browser goes in and never comes out
	"device@nobody": "",
}

// inside are those who know of somebody's health.
const inside = "warga anggota rt rw kader nakes"

// atRest may lie in the database and its backups as it is: where, not who; a login, by
// which its account is found.
var atRest = map[string]bool{"zone/declare/decree": true, "house": true, "login": true}

// readers gives who may read a row; false where the table does not know it.
func readers(row string) (who []string, known bool) {
	kind, variant, _ := strings.Cut(row, "@")
	list, known := allowed[row]
	if !known {
		list, known = allowed[kind]
		known = known && !strings.Contains(kind, "/") // a variant of a field needs a row of its own
	}
	if list == "everybody" {
		return append(slices.Clone(logins), "anggota", "pembawa", nobody), known
	}
	return strings.Fields(strings.ReplaceAll(list, "self", variant)), known
}

// may says whether a canary may lie where it was found.
func (p piece) may(row string) bool {
	who, _ := readers(row)
	kind, _, _ := strings.Cut(row, "@")
	switch p.sink {
	case "answer":
		return slices.Contains(who, p.by)
	case "header": // a session's cookie is given to its owner
		return kind == "token" && slices.Contains(who, p.by)
	case "database", "backup", "restored":
		return atRest[kind]
	}
	return false
}

// verdict is what a search of many pieces came to.
type verdict struct {
	bytes   map[string]int             // by sink
	places  map[string]int             // by sink
	readers map[string]map[string]bool // by row, who was rightly given it
	leaks   []string
}

func (f *flock) search(pieces []piece) *verdict {
	v := &verdict{map[string]int{}, map[string]int{}, map[string]map[string]bool{}, nil}
	for _, p := range pieces {
		v.places[p.sink]++
		v.bytes[p.sink] += len(p.body)
		for row := range f.in(p.body) {
			switch {
			case !p.may(row):
				v.leaks = append(v.leaks, fmt.Sprintf("%s is in the %s %s, by %q", row, p.sink, p.what, p.by))
			case p.sink == "answer":
				if v.readers[row] == nil {
					v.readers[row] = map[string]bool{}
				}
				v.readers[row][p.by] = true
			}
		}
	}
	slices.Sort(v.leaks)
	v.leaks = slices.Compact(v.leaks)
	return v
}

// exact compares who was given each row with who may be; both must be the same.
func (s *scene) exact(v *verdict) {
	s.Helper()
	for row := range s.plants {
		who, known := readers(row)
		if !known {
			s.Errorf("the table of who may read what does not know %s", row)
			continue
		}
		slices.Sort(who)
		if had := slices.Sorted(maps.Keys(v.readers[row])); !slices.Equal(who, had) {
			s.Errorf("%s may be read by %v and was given to %v", row, who, had)
		}
	}
}
