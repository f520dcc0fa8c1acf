package main

import (
	"github.com/prometheus/client_golang/prometheus"

	"jogotonggo/hub"
	"jogotonggo/server/push"
)

// watched shows the hub to Prometheus: numbers only, no area and no account.
type watched struct{ hub *hub.Hub }

func desc(name, help string) *prometheus.Desc {
	return prometheus.NewDesc("jogotonggo_hub_"+name, help, nil, nil)
}

var (
	sockets   = desc("sockets", "Sockets and event streams open now.")
	feeds     = desc("feeds", "Logs that are watched now.")
	overviews = desc("overviews", "Areas watched from above now.")
	frames    = desc("frames_total", "Event frames handed to members.")
	healed    = desc("healed_total", "Reads of a log because something was missing.")
	overrun   = desc("overrun_total", "Batches that a busy feed could not take; it read the log.")
	behind    = desc("behind_total", "Readers too slow for their backlog.")
	resyncs   = desc("resyncs_total", "Sockets sent for a new board.")
	degraded  = desc("degraded", "1 while frames may come late.")
)

// Describe lists the numbers.
func (w watched) Describe(to chan<- *prometheus.Desc) { prometheus.DescribeByCollect(w, to) }

// Collect reads them at one moment.
func (w watched) Collect(to chan<- prometheus.Metric) {
	s := w.hub.Stats()
	late := 0.0
	if s.Degraded {
		late = 1
	}
	for d, v := range map[*prometheus.Desc]float64{sockets: float64(s.Sockets), feeds: float64(s.Feeds), overviews: float64(s.Overviews), degraded: late} {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v)
	}
	for d, n := range map[*prometheus.Desc]int64{frames: s.Frames, healed: s.Healed, overrun: s.Overrun, behind: s.Behind, resyncs: s.Resyncs} {
		to <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(n))
	}
}

// ringing shows the bell to Prometheus.
type ringing struct{ bell *push.Bell }

var rangOut = prometheus.NewDesc("jogotonggo_push_total", "Messages to phones, by what came of them.", []string{"outcome"}, nil)

// Describe lists the numbers.
func (r ringing) Describe(to chan<- *prometheus.Desc) { to <- rangOut }

// Collect reads them.
func (r ringing) Collect(to chan<- prometheus.Metric) {
	taken, again, lost := r.bell.Stats()
	for outcome, n := range map[string]int64{"taken": taken, "again": again, "lost": lost} {
		to <- prometheus.MustNewConstMetric(rangOut, prometheus.CounterValue, float64(n), outcome)
	}
}
