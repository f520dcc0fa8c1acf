package simulation

import (
	"reflect"
	"strconv"
	"strings"
	"time"

	"jogotonggo/rt-rw"
)

// input draws what somebody says with a move, from the rules of its fields alone: a service
// that is new says something too. What depends on days lies near today, and some of it is wrong.
func (l *life) input(m *rtrw.Move, by, house, area rtrw.Area) any {
	in := m.NewInput()
	l.fill(reflect.ValueOf(in).Elem(), by, house, area)
	return in
}

func (l *life) fill(v reflect.Value, by, house, area rtrw.Area) {
	switch in := v.Addr().Interface().(type) {
	case *rtrw.For:
		if house != by {
			*in = rtrw.For{Household: house, OnBehalf: &rtrw.OnBehalf{Consent: pick(l.dice, []string{"spoken", "written", "emergency"})}}
		}
		return
	case *rtrw.To:
		in.Household = house
		return
	}
	for i := range v.NumField() {
		f, to := v.Type().Field(i), v.Field(i)
		rules := strings.Split(f.Tag.Get("validate"), ",")
		optional := rules[0] == "omitempty" && l.dice.IntN(2) == 0
		switch at := to.Addr().Interface().(type) {
		case **time.Time:
			if l.dice.IntN(5) > 0 { // terms that end, most of them
				end := l.now().Add(time.Duration(1+l.dice.IntN(72)) * time.Hour)
				*at = &end
			}
			continue
		}
		switch to.Kind() {
		case reflect.Struct:
			l.fill(to, by, house, area)
		case reflect.String:
			if !optional {
				to.SetString(l.text(f.Name, rules, area))
			}
		case reflect.Bool:
			to.SetBool(l.dice.IntN(3) == 0)
		case reflect.Int:
			if lo, hi := bounds(rules); !optional {
				to.SetInt(lo + l.dice.Int64N(min(hi-lo, 60, span(hi))+1))
			}
		case reflect.Float64:
			if lo, hi := bounds(rules); !optional {
				to.SetFloat(float64(lo) + float64(l.dice.Int64N(10*(hi-lo)))/10)
			}
		}
	}
}

// text draws a word that fits the rules of a field.
func (l *life) text(name string, rules []string, area rtrw.Area) string {
	for _, rule := range rules {
		rule, arg, _ := strings.Cut(rule, "=")
		switch rule {
		case "oneof":
			return pick(l.dice, strings.Fields(arg))
		case "datetime":
			days := -l.dice.IntN(6)
			if name == "Until" {
				days = l.dice.IntN(7) - 1
			}
			return l.now().In(area.Location()).AddDate(0, 0, days).Format(arg)
		case "uuid":
			return pick(l.dice, l.town.people).id
		case "digits6":
			return l.code
		case "strokes":
			return "1-7-1"
		case "photo":
			return ""
		case "max":
			return "catatan " + strconv.Itoa(l.dice.IntN(1000))
		}
	}
	return ""
}

// span keeps numbers near what a place of this size has to say: hundreds of houses it has not.
func span(hi int64) int64 {
	if hi > 100 {
		return livedIn
	}
	return hi
}

func bounds(rules []string) (lo, hi int64) {
	hi = 9
	for _, rule := range rules {
		name, arg, _ := strings.Cut(rule, "=")
		n, _ := strconv.ParseInt(arg, 10, 64)
		switch name {
		case "min":
			lo = n
		case "max":
			hi = n
		}
	}
	return lo, hi
}
