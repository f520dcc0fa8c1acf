package arrival

import (
	"encoding/json"
	"time"

	"jogotonggo/rt-rw"
)

// byDefault is how many days are watched where nobody has said otherwise, the day of arrival
// among them. Five days at home, watched by the RT, were asked of everybody who came to
// Balikpapan in June 2021, even after a negative test; Jawa Tengah asked the same of
// returnees in 2021. A crew stays apart until its result is there, five days at most; health
// ends that early. Guests and new residents are told of, and watched only if somebody asks.
var byDefault = map[string]int{"returnee": 5, "crew": 5}

// redZoneDays is what is watched at least of who comes from a red zone, whatever the kind.
const redZoneDays = 5

// watchDays gives the days for one arrival: by the rule in force at its place, else by default.
func watchDays(p *rtrw.Policy, place rtrw.Area, now time.Time, a *Arrival) int {
	days := byDefault[a.Kind]
	if r, ok := rtrw.InForce(p.Records, recordOf(a.Kind), place, now); ok {
		var set ruleSet
		if json.Unmarshal(r.Value, &set) == nil {
			days = set.Days
		}
	}
	if a.RedZone {
		days = max(days, redZoneDays)
	}
	return days
}

// recordOf names the record of a kind's rule.
func recordOf(kind string) string { return "arrival/" + kind }

// ruleSet is the value of that record.
type ruleSet struct {
	Days int `json:"days"`
}

// SetWatch says how long a kind of arrival is watched in a place, from now on.
type SetWatch struct {
	Kind string `json:"kind" validate:"required,oneof=guest newcomer returnee crew" id:"Pendatang yang mana?" en:"Which arrivals?" choices:"Tamu menginap|Penduduk baru|Pemudik|Pergantian kru;Guests for the night|New residents|Home for the holidays|Relieved crews"`
	Days int    `json:"days" validate:"min=0,max=14" id:"Dipantau berapa hari?" en:"Watched for how many days?"`
}

func setWatch(t *rtrw.Turn, a *Arrival, in SetWatch) error {
	a.Kind, a.Days = in.Kind, in.Days
	return t.Record(recordOf(in.Kind), t.Now.UnixMilli(), 0, ruleSet{in.Days})
}

// revokeWatch ends a rule at this moment: the one above it holds again, or else the default.
func revokeWatch(t *rtrw.Turn, a *Arrival, _ rtrw.None) error {
	return t.Record(recordOf(a.Kind), t.Case.Opened, t.Now.UnixMilli(), ruleSet{a.Days})
}
