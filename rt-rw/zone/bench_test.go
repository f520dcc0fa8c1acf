package zone_test

import (
	"fmt"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/zone"
)

// BenchmarkCity draws a city of 10,620 RTs with 17,000 marks, as an overview asks for it
// twice a second at most.
func BenchmarkCity(b *testing.B) {
	now := on(rt, "21 10:00")
	in := rtrw.ZoneInput{Now: now, Since: now.AddDate(0, 0, -35), Records: []rtrw.Record{declared("33.74", "2021-04", long, time.Time{})}}
	for k := range 177 {
		for n := range 60 {
			in.RTs = append(in.RTs, rtrw.Area(fmt.Sprintf("33.74.%02d.%04d/RW%02d/RT%02d", k/11+1, 1000+k%11, n/8+1, n%8+1)))
		}
	}
	for i := range 17_000 {
		a := in.RTs[i*7919%len(in.RTs)]
		in.Marks = append(in.Marks, confirmed(fmt.Sprint(i), a+rtrw.Area(fmt.Sprintf("/H%03d", i%40+1)), now.Add(-time.Duration(i)*3*time.Minute)))
	}
	draw := zone.Service().Zones
	for b.Loop() {
		if len(draw(in)) != len(in.RTs) {
			b.Fatal("an RT has no zone")
		}
	}
}
