package isolation

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"jogotonggo/rt-rw"
)

// Test is one laboratory result.
type Test struct {
	Result string  `json:"result"` // positive, negative, withdrawn
	Day    string  `json:"day"`    // of the specimen
	Method string  `json:"method,omitempty"`
	Ct     float64 `json:"ct,omitempty"`
}

// Result is what the puskesmas records of a test. Where no method is named, it was a PCR.
type Result struct {
	Result     string  `json:"result" validate:"required,oneof=positive negative withdrawn" id:"Hasil" en:"Result" choices:"Positif|Negatif|Ditarik kembali;Positive|Negative|Withdrawn"`
	SpecimenOn string  `json:"specimen_on,omitempty" validate:"omitempty,datetime=2006-01-02" id:"Tanggal spesimen" en:"Day of the specimen"`
	Method     string  `json:"method,omitempty" validate:"omitempty,oneof=pcr antigen" id:"Jenis tes" en:"Kind of test" choices:"PCR|Antigen;PCR|Antigen"`
	Ct         float64 `json:"ct,omitempty" validate:"omitempty,min=5,max=50" id:"Nilai CT" en:"Ct value"`
}

// Standing is what somebody was before a positive result.
type Standing struct {
	Class string `json:"class"`
	From  string `json:"from"`
}

func result(t *rtrw.Turn, i *Isolation, in Result) error {
	today := t.Now.In(t.Policy().Location).Format(time.DateOnly)
	in.SpecimenOn = cmp.Or(in.SpecimenOn, today)
	if in.SpecimenOn > today {
		return rtrw.AtField("specimen_on", "future", "Tanggal ini belum tiba. Pilih hari ini atau sebelumnya.")
	}
	i.Tests = append(i.Tests, Test{in.Result, in.SpecimenOn, in.Method, in.Ct})
	switch {
	case in.Result == "positive" && i.Class != "confirmed":
		i.Before = &Standing{i.Class, i.From}
		i.Class, i.From = "confirmed", in.SpecimenOn
		if i.Symptoms {
			i.From = i.onset(in.SpecimenOn)
		}
		i.confirm(t)
	case in.Result == "withdrawn" && i.Class == "confirmed":
		i.Class = "suspect"
		if i.Before != nil { // as if that result had never been
			i.Class, i.From, i.Before = i.Before.Class, i.Before.From, nil
		}
		t.Unmark(i.mark(), t.Now)
	}
	return nil
}

// confirm lets the house count for the colour of its RT. A second confirmation, after one
// that was withdrawn, is a mark of its own: what counted this morning stays written.
func (i *Isolation) confirm(t *rtrw.Turn) {
	i.Confirmed++
	t.Mark(i.mark(), 1, t.Now)
}

func (i *Isolation) mark() string {
	if i.Confirmed > 1 {
		return fmt.Sprintf("confirmed/%d", i.Confirmed)
	}
	return "confirmed"
}

// onset is the first day of illness, where the household told of one before a day.
func (i *Isolation) onset(day string) string {
	if i.Since != "" && i.Since < day {
		return i.Since
	}
	return day
}

// clearCt: a PCR that finds so little is as good as a negative one (SE Menkes 18/2022).
const clearCt = 35

// tested are the tests of one isolation by day after its first.
type tested struct {
	days []int // of tests that speak for an end
	pcr  []int // those of them that were a PCR
	sick int   // the last day of one that speaks against it
}

// tests reads the results. One that was withdrawn takes the positive ones before it along.
func (i *Isolation) tests() (d tested) {
	const never = -1 << 30
	d.sick = never
	for _, t := range i.Tests {
		n := daysBetween(i.From, t.Day)
		faint := t.Result == "positive" && t.Method != "antigen" && t.Ct > clearCt
		switch {
		case t.Result == "withdrawn":
			d.sick = never
		case t.Result == "positive" && !faint:
			d.sick = max(d.sick, n)
		default:
			d.days = append(d.days, n)
			if t.Method != "antigen" {
				d.pcr = append(d.pcr, n)
			}
		}
	}
	slices.Sort(d.days)
	slices.Sort(d.pcr)
	return d
}

const anyTest, onlyPCR = false, true

// negative finds the first day, not before `from`, of a test that speaks for an end, and
// after which none spoke against it.
func (d tested) negative(from int, pcr bool) (int, bool) {
	days := d.days
	if pcr {
		days = d.pcr
	}
	at := slices.IndexFunc(days, func(n int) bool { return n >= from && n > d.sick })
	if at < 0 {
		return 0, false
	}
	return days[at], true
}

// pair finds the day of the second of two PCR, a day or more apart.
func (d tested) pair(first, second int) (int, bool) {
	one, ok := d.negative(first, onlyPCR)
	if !ok {
		return 0, false
	}
	return d.negative(max(second, one+1), onlyPCR)
}
