package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"jogotonggo/rt-rw/store"
)

// most is by how much a read may take longer on the large ledger.
const most = 1.5

// verdict is one read on both ledgers.
type verdict struct {
	name      string
	page      string        // how many rows a list gives
	few, many time.Duration // medians of the rounds' medians
	ratio     float64       // the median of the rounds' ratios
	a, b      touched
	questions int
}

// compare reads on both sides in turn, a round at a time, so that whatever else the machine does
// falls on both.
func compare(ctx context.Context, few, many *side, rounds int, each time.Duration, told func(*verdict)) (err error) {
	for _, r := range reads() {
		v := &verdict{name: r.name}
		if err := r.fit(ctx, few); err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
		if r.list != nil {
			v.page = strconv.Itoa(r.list.Limit)
		}
		if v.a, _, err = measureTouched(ctx, r, few); err == nil {
			v.b, v.questions, err = measureTouched(ctx, r, many)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
		var fs, ms []time.Duration
		var ratios []float64
		for range rounds {
			f, m, err := inTurn(ctx, r, few, many, each)
			if err != nil {
				return fmt.Errorf("%s: %w", r.name, err)
			}
			fs, ms, ratios = append(fs, f), append(ms, m), append(ratios, float64(m)/float64(f))
		}
		v.few, v.many, v.ratio = median(fs), median(ms), median(ratios)
		told(v)
	}
	return nil
}

// measureTouched lets the read ask once and looks at each of its questions.
func measureTouched(ctx context.Context, r read, s *side) (sum touched, questions int, err error) {
	var asked []store.Question
	s.store.Listen(func(q store.Question) { asked = append(asked, q) })
	err = r.do(ctx, s)
	s.store.Listen(nil)
	for _, q := range asked {
		if err != nil {
			break
		}
		var t touched
		t, err = s.touch.touch(ctx, q)
		sum.add(t)
	}
	return sum, len(asked), err
}

// inTurn gives the medians of one round; at least five readings a side.
func inTurn(ctx context.Context, r read, few, many *side, each time.Duration) (f, m time.Duration, err error) {
	var fs, ms []time.Duration
	for began := time.Now(); len(fs) < 5 || time.Since(began) < each; {
		for _, s := range []struct {
			*side
			took *[]time.Duration
		}{{few, &fs}, {many, &ms}} {
			at := time.Now()
			if err := r.do(ctx, s.side); err != nil {
				return 0, 0, err
			}
			*s.took = append(*s.took, time.Since(at))
		}
	}
	return median(fs), median(ms), nil
}

func median[T ~int64 | ~float64](v []T) T {
	v = slices.Sorted(slices.Values(v))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}

// met says whether the large ledger takes no longer, and touches no more: not more rows beside those
// of the answer, where the database counts them, but for a page that has more to choose from; and no
// table whole that the small one finds its way in. What both read whole, because it is small or all of
// it is asked for, is no larger on one side.
func (v *verdict) met() bool {
	further := slices.ContainsFunc(v.b.whole, func(table string) bool { return !slices.Contains(v.a.whole, table) })
	return v.ratio <= most && !further && float64(v.b.beyond()) <= most*float64(v.a.beyond())+pageOf
}

// String is a row of the table.
func (v *verdict) String() string {
	word := "met"
	if !v.met() {
		word = "MISSED"
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %.2f | %d | %s | %s | %d | %d | %s | %s |", v.name, v.page, ms(v.few), ms(v.many), v.ratio, v.questions, counted(v.a), counted(v.b), v.a.pages, v.b.pages, strings.Join(v.b.whole, ", "), word)
}

// counted writes the rows looked at and those of the answer; "" where nobody counts them.
func counted(t touched) string {
	if t.rows == 0 {
		return ""
	}
	return fmt.Sprintf("%d (%d)", t.rows, t.answer)
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d)/float64(time.Millisecond)) }
