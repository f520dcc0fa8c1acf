package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"time"
)

// stand is what the scenes are measured on.
type stand struct {
	options
	self string // this program, to start again as a server
	dir  string // for files that go
	run  int    // which of the runs this is, from 1
	now  string // "scene-side", for names of profiles
}

// size and length choose between the real measure and the tiny one of the test.
func (st *stand) size(full, small int) int {
	if st.small {
		return small
	}
	return full
}

func (st *stand) length(full time.Duration) time.Duration {
	if st.small {
		return full / 20
	}
	return full
}

// profileFile is where a profile of what is measured now goes; "": none is wanted.
func (st *stand) profileFile() string {
	if st.profile == "" {
		return ""
	}
	return filepath.Join(st.profile, fmt.Sprintf("%s-%d.pprof", st.now, st.run))
}

// figures are what one side of a scene gave in one run, in the order to be printed.
type figures []figure

type figure struct {
	name  string
	value float64
}

func (fs *figures) add(name string, value float64) { *fs = append(*fs, figure{name, value}) }

func (fs figures) get(name string) (float64, bool) {
	i := slices.IndexFunc(fs, func(f figure) bool { return f.name == name })
	if i < 0 {
		return 0, false
	}
	return fs[i].value, true
}

// The names of figures that several scenes have.
const (
	perDelivery = "CPU µs/delivery"
	deliveries  = "deliveries/s"
	drain       = "drain ms"
	p50         = "p50 ms"
	p99         = "p99 ms"
	lost        = "lost"
	joined      = "events/read"
	ownCPU      = "generator cores"
	others      = "other cores"
	acked       = "acked/s"
)

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
