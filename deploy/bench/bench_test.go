package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

// binary is the product.
var binary = os.Getenv("JT_TEST_BINARY")

// TestMain lets the test's own binary be the servers that the stand starts.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		end(serve(os.Args[2:]))
		return
	}
	os.Exit(build(m))
}

func build(m *testing.M) int {
	dir, err := os.MkdirTemp("", "jogo-bench")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	st := &stand{dir: dir, options: options{binary: binary}}
	if err := st.build(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	binary = st.binary
	return m.Run()
}

// TestEveryScene plays each scene in tiny: nothing may be lost, and every figure that a goal
// asks for must be there and be a number. What it measures says nothing, so no goal is held.
func TestEveryScene(t *testing.T) {
	t.Parallel()
	for _, s := range scenes() {
		if s.name == nodes.name && redisServer() == "" { // as everywhere: without services one node is tried; make test has them
			continue
		}
		if s.name == pocketbase.name { // its module is large and not ours; TestPocketBaseStaysOutside
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			keep := t.TempDir() + "/table.md"
			err := bench(t.Context(), options{runs: 1, small: true, on: t.TempDir(), keep: keep, binary: binary, redis: redisServer()}, []string{s.name}, &out)
			if err != nil {
				t.Fatalf("%v\n%s", err, out.String())
			}
			table, err := os.ReadFile(keep)
			if rows := strings.Count(string(table), "\n| "+s.name+" |"); err != nil || rows != len(s.goals) {
				t.Errorf("the table has %d rows for %d goals (%v):\n%s", rows, len(s.goals), err, table)
			}
			if strings.Contains(out.String(), "NaN") || strings.Contains(out.String(), "Inf") {
				t.Errorf("a figure is no number:\n%s", out.String())
			}
		})
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	rounds := []round{
		{"a": {{{"x", 1}}}, "b": {{{"x", 4}}, {{"x", 6}}}},
		{"a": {{{"x", 3}}}, "b": {{{"x", 5}}}},
		{"a": {{{"x", 20}}}, "b": {{{"x", 5}}}},
	}
	for _, c := range []struct {
		goal   goal
		median float64
		met    bool
	}{
		{atMost(0.6, "x", "a", "b"), 0.6, true},
		{atMost(0.5, "x", "a", "b"), 0.6, false},
		{atLeast(0.6, "x", "a", "b"), 0.6, true},
		{atLeast(0.7, "x", "a", "b"), 0.6, false},
		{atMost(3, "x", "a", ""), 3, true},
		{goal{figure: "x", of: "a", by: "b", limit: 0.1, or: 3}, 0.6, true},
		{goal{figure: "x", of: "a", by: "b", limit: 0.1, or: 2}, 0.6, false},
	} {
		out := report{to: &strings.Builder{}}
		if err := out.judge(scene{}, c.goal, rounds); err != nil {
			t.Fatal(err)
		}
		if got := out.verdicts[0]; math.Abs(median(got.ratios)-c.median) > 1e-9 || got.met != c.met {
			t.Errorf("%+v: %v %v", c.goal, got.ratios, got.met)
		}
	}
	out := report{to: &strings.Builder{}}
	if out.judge(scene{}, atMost(1, "x", "c", ""), rounds) == nil {
		t.Error("a side without the figure is judged")
	}
}

// TestPocketBaseStaysOutside: nothing of it is in the project's module.
func TestPocketBaseStaysOutside(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"go.mod", "go.sum"} {
		b, err := os.ReadFile("../../" + file)
		if err != nil || strings.Contains(string(b), "pocketbase") {
			t.Errorf("%s names it (%v)", file, err)
		}
	}
	if _, err := os.Stat("pocketbase/go.mod"); err != nil {
		t.Error(err)
	}
}
