package isolation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/rtrwtest"
)

// under gives a town whose city has set a rule, or none.
func under(t *testing.T, rule string) *rtrwtest.Play {
	t.Helper()
	p := rtrwtest.New(t, isolation.Service())
	rtrwtest.Town(p)
	if rule != "" {
		if _, err := p.Open(p.People["kota"], "isolation", "set_rule", "33.74", &isolation.SetRule{Rule: rule}); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// begun is an isolation that the puskesmas has started.
func begun(p *rtrwtest.Play, report isolation.Report, start isolation.Start) *rtrw.Case {
	p.T.Helper()
	c, err := p.Open(p.People["warga"], "isolation", "report", rt, &report)
	if err != nil {
		p.T.Fatal(err)
	}
	return p.Must(p.People["nakes"], p.Must(p.People["rt"], c, "verify", nil), "start", &start)
}

func read(p *rtrwtest.Play, who string, c *rtrw.Case) map[string]any {
	p.T.Helper()
	data, err := p.Registry.See(p.People[who], c, p.Now, func(rtrw.Sealed) (string, error) { return "", nil }, p.Keys)
	if err != nil {
		p.T.Fatalf("%s reads: %v", who, err)
	}
	return data
}

// TestPolicy holds the days against the decrees. Today is 21 November.
func TestPolicy(t *testing.T) {
	t.Parallel()
	type results = []isolation.Result
	negative := func(days ...string) (list results) {
		for _, d := range days {
			list = append(list, isolation.Result{Result: "negative", SpecimenOn: "2026-11-" + d})
		}
		return list
	}
	confirmed, contact := isolation.Start{Class: "confirmed", Since: "2026-11-10"}, isolation.Start{Class: "contact", Since: "2026-11-10"}
	suspect, ill := isolation.Start{Class: "suspect", Since: "2026-11-10"}, isolation.Start{Class: "confirmed", Since: "2026-11-10", Symptoms: true}
	positive := func(d string, ct float64) isolation.Result {
		return isolation.Result{Result: "positive", SpecimenOn: "2026-11-" + d, Ct: ct}
	}
	antigen := func(d string) isolation.Result {
		return isolation.Result{Result: "negative", SpecimenOn: "2026-11-" + d, Method: "antigen"}
	}
	for name, c := range map[string]struct {
		rule    string
		start   isolation.Start
		results results
		last    string
	}{
		"Confirmed":              {"", confirmed, nil, "11-20"},
		"ConfirmedSymptoms":      {"", ill, nil, "11-23"},
		"Suspect":                {"", suspect, nil, "11-24"},
		"Contact":                {"", contact, nil, "11-24"},
		"2020":                   {"2020-04", confirmed, negative("15", "16"), "11-24"},
		"2020Contact":            {"2020-04", contact, negative("16"), "11-24"},
		"2020Suspect":            {"2020-04", suspect, negative("15", "16"), "11-24"},
		"2021NoEarlyExit":        {"2021-05", confirmed, negative("15", "16"), "11-20"},
		"2021Contact":            {"2021-05", contact, negative("16"), "11-16"},
		"OmicronContact":         {"2021-12", contact, negative("15"), "11-20"},
		"ContactTestedDay5":      {"", contact, negative("15"), "11-15"},
		"ContactTestedDay4":      {"", contact, negative("14"), "11-24"},
		"ContactByAntigen":       {"", contact, results{antigen("15")}, "11-15"},
		"ContactEntryAndExit":    {"", contact, negative("10", "16"), "11-16"},
		"ContactTurnedPositive":  {"", contact, results{positive("15", 0)}, "11-25"},
		"TwoNegativesEndIt":      {"", confirmed, negative("15", "16"), "11-16"},
		"RecordedInAnyOrder":     {"", confirmed, negative("16", "15"), "11-16"},
		"OneNegativeDoesNot":     {"", confirmed, negative("15"), "11-20"},
		"TwoOnOneDayDoNot":       {"", confirmed, negative("15", "15"), "11-20"},
		"BeforeDay5DoesNotCount": {"", confirmed, negative("13", "14", "15"), "11-20"},
		"AntigenDoesNotCount":    {"", confirmed, append(negative("15"), antigen("16")), "11-20"},
		"Ct36Counts":             {"", confirmed, append(negative("15"), positive("16", 36)), "11-16"},
		"Ct35DoesNot":            {"", confirmed, append(negative("15"), positive("16", 35)), "11-20"},
		"PositiveBetween":        {"", confirmed, append(negative("15", "17"), positive("16", 0)), "11-20"},
		"PositiveAfter":          {"", confirmed, append(negative("15", "16"), positive("17", 0)), "11-20"},
		"PositiveBefore":         {"", confirmed, append(negative("17", "18"), positive("16", 0)), "11-18"},
		"EarlyWithSymptoms":      {"", ill, negative("16", "17"), "11-17"},
		"TurnedPositiveLater":    {"", suspect, results{positive("12", 0)}, "11-22"},
		"SuspectTwiceNegative":   {"", suspect, negative("12", "13"), "11-13"},
		"SuspectOnceNegative":    {"", suspect, negative("12"), "11-24"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := under(t, c.rule)
			k := begun(p, isolation.Report{Since: "2026-11-09"}, c.start)
			for _, r := range c.results {
				k = p.Must(p.People["nakes"], k, "result", &r)
			}
			if last := read(p, "nakes", k)["release_on"]; last != "2026-"+c.last {
				t.Errorf("may end on %v, want %s", last, c.last)
			}
		})
	}
}

// TestOnset: with symptoms the days count from the first of them, where nobody says else.
func TestOnset(t *testing.T) {
	t.Parallel()
	p := under(t, "")
	c := begun(p, isolation.Report{Since: "2026-11-15", TempC: 38.2}, isolation.Start{Class: "confirmed"})
	if got := read(p, "nakes", c); got["from"] != "2026-11-15" || got["release_on"] != "2026-11-28" {
		t.Errorf("counts from %v to %v", got["from"], got["release_on"])
	}
	c = begun(p, isolation.Report{Since: "2026-11-15"}, isolation.Start{Class: "confirmed"})
	if got := read(p, "nakes", c); got["from"] != "2026-11-21" {
		t.Errorf("without symptoms from %v", got["from"])
	}
}

// TestLongSymptoms: who is ill for longer hears of it, and the officer's word is enough all the same.
func TestLongSymptoms(t *testing.T) {
	t.Parallel()
	p := under(t, "")
	c := begun(p, isolation.Report{Since: "2026-11-10"}, isolation.Start{Class: "confirmed", Since: "2026-11-10", Symptoms: true})
	c = p.Must(p.People["warga"], c, "check_in", &isolation.CheckIn{TempC: 38.4})
	if got := read(p, "warga", c); got["release_on"] != "2026-11-23" || got["well_on"] != "2026-11-24" {
		t.Errorf("may end on %v, well on %v", got["release_on"], got["well_on"])
	}
	p.Now = p.Now.AddDate(0, 0, 1)
	c = p.Must(p.People["warga"], c, "check_in", &isolation.CheckIn{TempC: 36.8})
	if got := read(p, "warga", c); got["well_on"] != "2026-11-24" {
		t.Errorf("well again, and still well on %v", got["well_on"])
	}
	p.Now = p.Now.AddDate(0, 0, 1)
	p.Must(p.People["nakes"], c, "release", nil)
}

// TestWithdrawnResult: as if it had never been; the house counts no more, and again when it is confirmed again.
func TestWithdrawnResult(t *testing.T) {
	t.Parallel()
	p := under(t, "")
	c := begun(p, isolation.Report{Since: "2026-11-10"}, isolation.Start{Class: "contact", Since: "2026-11-10"})
	kinds := func() (list []string) {
		for _, m := range p.Marks {
			list = append(list, fmt.Sprint(m.Kind, " ", m.Until != 0))
		}
		slices.Sort(list)
		return list
	}
	for _, step := range []struct {
		result, class, last string
		marks               []string
	}{
		{"positive", "confirmed", "2026-12-01", []string{"confirmed false"}},
		{"withdrawn", "contact", "2026-11-24", []string{"confirmed true"}},
		{"positive", "confirmed", "2026-12-01", []string{"confirmed true", "confirmed/2 false"}},
		{"withdrawn", "contact", "2026-11-24", []string{"confirmed true", "confirmed/2 true"}},
	} {
		c = p.Must(p.People["nakes"], c, "result", &isolation.Result{Result: step.result})
		if got := read(p, "nakes", c); got["class"] != step.class || got["release_on"] != step.last {
			t.Errorf("after %s: %v until %v", step.result, got["class"], got["release_on"])
		}
		if d := cmp.Diff(step.marks, kinds()); d != "" {
			t.Errorf("after %s: %s", step.result, d)
		}
	}
}

// TestRuleOfTheCity: it holds for what begins from then on, and an earlier one again when it is revoked.
func TestRuleOfTheCity(t *testing.T) {
	t.Parallel()
	p := under(t, "2021-05")
	rule := func(c *rtrw.Case) any { return read(p, "nakes", c)["rule"] }
	start := isolation.Start{Class: "confirmed"}
	first := begun(p, isolation.Report{Since: "2026-11-20"}, start)
	set, err := p.Open(p.People["kota"], "isolation", "set_rule", "33.74", &isolation.SetRule{Rule: "2020-04"})
	if err != nil || set.State != "rule_in_force" || set.Closed == 0 || set.Due != 0 {
		t.Fatalf("set as %+v, %v", set, err)
	}
	second := begun(p, isolation.Report{Since: "2026-11-20"}, start)
	if rule(first) != "2021-05" || rule(second) != "2020-04" {
		t.Errorf("under %v and %v", rule(first), rule(second))
	}
	if data := read(p, "kota", set); data["chosen_rule"] != "2020-04" || len(data) != 1 {
		t.Errorf("who set it reads %v", data)
	}
	for who, code := range map[string]rtrw.Code{"lurah": rtrw.NotFound, "nakes": rtrw.NotFound, "camat": rtrw.NotFound, "kota": ""} {
		if _, err := p.Step(p.People[who], set, "revoke_rule", nil); rtrw.CodeOf(err) != code {
			t.Errorf("%s revokes: %v", who, err)
		}
	}
	p.Now = p.Now.Add(1)
	if third := begun(p, isolation.Report{Since: "2026-11-20"}, start); rule(third) != "2021-05" {
		t.Errorf("revoked, and yet under %v", rule(third))
	}
	for who, area := range map[string]rtrw.Area{"kota": rt, "lurah": "33.74", "nakes": rt.Log(), "warga": rt} {
		if _, err := p.Open(p.People[who], "isolation", "set_rule", area, &isolation.SetRule{Rule: "2022-01"}); (who == "kota") != (rtrw.CodeOf(err) == rtrw.Refused) || err == nil {
			t.Errorf("%s sets a rule for %s: %v", who, area, err)
		}
	}
}

// TestWhoMayStayAtHome: the conditions of the rule, seen by those who know of the health and nobody else.
func TestWhoMayStayAtHome(t *testing.T) {
	t.Parallel()
	all := isolation.Home{Over45: true, Comorbidity: true, NoCare: true, CannotCommit: true, NoRoom: true, NoBathroom: true, NoOximeter: true}
	for name, c := range map[string]struct {
		rule, class string
		home        isolation.Home
		spo2        int
		reasons     string
	}{
		"Nothing":         {"", "confirmed", isolation.Home{}, 97, ""},
		"All":             {"2021-05", "confirmed", all, 97, "over_45 comorbidity no_care cannot_commit no_room no_bathroom no_oximeter"},
		"One":             {"2022-01", "suspect", isolation.Home{NoBathroom: true}, 97, "no_bathroom"},
		"In2020":          {"2020-04", "confirmed", all, 92, ""},
		"NotMild":         {"2022-01", "confirmed", isolation.Home{}, 92, "triage"},
		"Contact":         {"2022-01", "contact", all, 97, ""},
		"OmicronContact":  {"2021-12", "contact", isolation.Home{}, 97, "class"},
		"OmicronPatient":  {"2021-12", "confirmed", isolation.Home{NoRoom: true}, 97, "no_room"},
		"StaysARecommend": {"", "confirmed", isolation.Home{Over45: true}, 97, "over_45"},
	} {
		p := under(t, c.rule)
		k := begun(p, isolation.Report{Since: "2026-11-20", SpO2: c.spo2}, isolation.Start{Class: c.class, Home: c.home})
		want, reasons := "home", strings.Fields(c.reasons)
		if len(reasons) > 0 {
			want = "central"
		}
		for _, who := range []string{"warga", "rt", "rw", "kader", "nakes"} {
			got := read(p, who, k)
			if got["place_advice"] != want || !slices.Equal(got["place_reasons"].([]string), reasons) {
				t.Errorf("%s: %s reads %v for %v", name, who, got["place_advice"], got["place_reasons"])
			}
		}
		for _, who := range []string{"lurah", "staf"} {
			if got := read(p, who, k); got["place_advice"] != nil || got["place_reasons"] != nil || got["home"] != nil {
				t.Errorf("%s: %s reads %v", name, who, got)
			}
		}
		if kept := string(k.Data); strings.Contains(kept, "over_45") || strings.Contains(kept, "no_b") {
			t.Errorf("%s: the row keeps %s", name, kept)
		}
	}
}
