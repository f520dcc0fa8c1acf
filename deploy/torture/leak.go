package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"slices"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"jogotonggo/deploy/lab"
)

// held is what a server holds of its machine.
type held struct {
	goroutines, files int
	memory            int // bytes
}

// What may stay beside what a fresh server holds: connections of pools, caches, streams that outlive
// their readers for minutes.
var slack = held{goroutines: 12, files: 16, memory: 100 << 20}

// readers is how many connections of an embedded server keep pages of its database, each by itself.
const readers = 6

// over says in what a server holds more than it may, "" in nothing. pages is the size of its own
// database, in bytes.
func (h held) over(fresh held, pages int) string {
	switch {
	case h.goroutines > fresh.goroutines+slack.goroutines:
		return fmt.Sprintf("%d goroutines, %d when it was fresh", h.goroutines, fresh.goroutines)
	case h.files > fresh.files+slack.files:
		return fmt.Sprintf("%d open files, %d when it was fresh", h.files, fresh.files)
	case h.memory > fresh.memory+slack.memory+readers*pages:
		return fmt.Sprintf("%d MiB, %d when it was fresh", h.memory>>20, fresh.memory>>20)
	}
	return ""
}

// holds reads what a node says of itself. No text may stand there.
func (t *town) holds(n *lab.Node) (h held, err error) {
	client := http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Get("http://" + n.Addr + "/metrics")
	if err != nil {
		return h, err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		return h, err
	}
	t.ears.listen("metrics")(b)
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(b))
	if err != nil {
		return h, err
	}
	for name, into := range map[string]*int{"go_goroutines": &h.goroutines, "process_open_fds": &h.files, "process_resident_memory_bytes": &h.memory} {
		f := families[name]
		if f == nil || len(f.GetMetric()) == 0 {
			return h, fmt.Errorf("a node does not tell %s", name)
		}
		*into = int(f.GetMetric()[0].GetGauge().GetValue())
	}
	return h, nil
}

// letGo is how long a server may take to let go of people who have left.
const letGo = 5 * time.Second

// leaks looks, when everybody has left, for what stays behind: in the nodes, and of texts in their logs. It
// gives what they hold beyond a fresh one.
func (t *town) leaks() (what string, err error) {
	for _, f := range t.boards {
		f.Stop()
	}
	for _, p := range slices.AppendSeq(t.callers, maps.Values(t.people)) {
		p.HTTP.CloseIdleConnections()
	}
	pages, err := t.gear.size()
	if err != nil {
		return "", err
	}
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for i, n := range t.nodes {
		for began := time.Now(); ; <-tick.C {
			now, err := t.holds(n)
			if err != nil {
				return "", err
			}
			over := now.over(t.fresh, pages)
			if over == "" {
				what += fmt.Sprintf(", %+d goroutines %+d files %+d MiB", now.goroutines-t.fresh.goroutines, now.files-t.fresh.files, (now.memory-t.fresh.memory)>>20)
				break
			}
			if time.Since(began) > letGo {
				t.wrong.add(leak, "node %d holds %s", i+1, over)
				break
			}
		}
		b, err := os.ReadFile(n.Log)
		if err != nil {
			return "", err
		}
		t.ears.listen("a server's log")(b)
	}
	return what, nil
}
