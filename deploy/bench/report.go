package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// report is what is printed as it comes, and the table that is kept of it.
type report struct {
	to       io.Writer
	machine  string
	verdicts []verdict
	losers   []string // sides that lost events
}

// verdict is one goal with all runs.
type verdict struct {
	scene          scene
	goal           goal
	of, by, ratios []float64
	met            bool
}

func (out *report) begin(s scene) { fmt.Fprintf(out.to, "\n%s: %s\n", s.name, s.what) }

func (out *report) figures(run int, side string, fs figures) {
	fmt.Fprintf(out.to, "  %d %-18s", run, side)
	for _, f := range fs {
		fmt.Fprintf(out.to, "  %s %s", f.name, short(f.value))
		if f.name == lost && f.value != 0 {
			out.losers = append(out.losers, fmt.Sprintf("%s %s", side, short(f.value)))
		}
	}
	fmt.Fprintln(out.to)
}

func (out *report) verdict(v verdict) {
	out.verdicts = append(out.verdicts, v)
	fmt.Fprintf(out.to, "  → %s: %s; median %s, goal %s: %s\n", v.subject(), shorts(v.ratios), short(median(v.ratios)), v.goal.text(), v.word())
}

func (v verdict) subject() string {
	if v.goal.by == "" {
		return v.goal.figure + ", " + v.goal.of
	}
	return fmt.Sprintf("%s, %s ÷ %s", v.goal.figure, v.goal.of, v.goal.by)
}

func (v verdict) word() string {
	if v.met {
		return "met"
	}
	return "MISSED"
}

func (g goal) text() string {
	switch {
	case g.least:
		return "≥ " + short(g.limit)
	case g.or > 0:
		return fmt.Sprintf("≤ %s, or itself ≤ %s", short(g.limit), short(g.or))
	}
	return "≤ " + short(g.limit)
}

// lost is an error where any side lost an event.
func (out *report) lost() error {
	if len(out.losers) == 0 {
		return nil
	}
	return fmt.Errorf("events were lost: %s", strings.Join(out.losers, "; "))
}

// keep appends the table to a file.
func (out *report) keep(file string) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, out.table())
	return errors.Join(err, f.Close())
}

func (out *report) table() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n## %s\n\n| scene | figure | of | beside | ratios of the runs | median | goal | |\n|---|---|---|---|---|---|---|---|\n", out.machine)
	for _, v := range out.verdicts {
		of, by := v.goal.of+": "+shorts(v.of), ""
		if v.goal.by != "" {
			by = v.goal.by + ": " + shorts(v.by)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", v.scene.name, v.goal.figure, of, by, shorts(v.ratios), short(median(v.ratios)), v.goal.text(), v.word())
	}
	return b.String()
}

func shorts(vs []float64) string {
	var s []string
	for _, v := range vs {
		s = append(s, short(v))
	}
	return strings.Join(s, " ")
}

// short writes three figures that count, and all of a large number.
func short(v float64) string {
	if v >= 1000 || v <= -1000 {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.3g", v)
}
