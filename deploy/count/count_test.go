package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFollow(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, in, want string
		refused        string
	}{
		{"GreenSaysOneLine", `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN TestA\n"}
{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:3: measured: 4 late\n"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Output":"PASS\n"}
{"Action":"output","Package":"p","Output":"ok  \tp\t0.1s\n"}
{"Action":"pass","Package":"p"}`, "     4 late\nok  \tp\t0.1s\n", ""},
		{"RedSaysWhy", `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:3: wrong\n"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Output":"FAIL\tp\t0.1s\n"}
{"Action":"fail","Package":"p"}`, "    a_test.go:3: wrong\nFAIL\tp\t0.1s\n", ""},
		{"PanicIsPrinted", `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"panic: oh\n"}
{"Action":"output","Package":"p","Output":"FAIL\tp\t0.1s\n"}
{"Action":"fail","Package":"p"}`, "panic: oh\nFAIL\tp\t0.1s\n", ""},
		{"CompilerIsHeard", `{"ImportPath":"p","Action":"build-output","Output":"p.go:1: no\n"}`, "p.go:1: no\n", ""},
		{"SkippedIsNotPassed", `{"Action":"skip","Package":"p","Test":"TestA"}`, "", "skipped, and so not passed: [p.TestA]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			err := follow(strings.NewReader(test.in), &out, filepath.Join(t.TempDir(), "go.json"))
			if diff := cmp.Diff(test.want, out.String()); diff != "" {
				t.Errorf("printed (-want +got):\n%s", diff)
			}
			if got := messageOf(err); got != test.refused {
				t.Errorf("refused with %q, want %q", got, test.refused)
			}
		})
	}
}

func TestTotal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	run := newRun(&strings.Builder{})
	for _, n := range []name{
		{"jogotonggo/hub", "TestFeed"}, {"jogotonggo/rt-rw/store", "TestSubmit"}, {"jogotonggo/rt-rw/store", "TestSubmit/sqlite"},
		{"jogotonggo/rt-rw/store", "TestSubmit/postgres"}, {"jogotonggo/hub/bustest", "TestBus/redis/Loss"},
		{"jogotonggo/deploy/proof", "TestKill"}, {"jogotonggo/deploy/proof", "TestOnce/cluster"},
		{"jogotonggo/deploy/proof", "TestProxy/caddy"}, {"jogotonggo/deploy/check", "TestUnits/systemd/verify"},
	} {
		run.take(event{Action: "run", Package: n.pkg, Test: n.test})
		run.take(event{Action: "pass", Package: n.pkg, Test: n.test})
	}
	want := map[string]int{"Go: rules and parts": 1, "Go: on SQLite": 1, "Go: on PostgreSQL": 1, "Go: on Redis": 1,
		"black box: embedded": 1, "black box: two nodes, PostgreSQL and Redis": 1, "black box: through Caddy": 1, "units, read by systemd": 1}
	if diff := cmp.Diff(want, run.counts()); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	write := func(file, text string) {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("go.json", `{"Go: rules and parts":2,"Go: on SQLite":1,"Go: on PostgreSQL":1}
{"Go: on Redis":1,"black box: embedded":1,"black box: two nodes, PostgreSQL and Redis":1,"black box: through Caddy":1,"units, read by systemd":1}`)
	ran := func(status string, tests ...string) string {
		for i := range tests {
			tests[i] = `{"fullName":"one","status":"` + tests[i] + `"}`
		}
		return `{"testResults":[{"status":"passed","assertionResults":[]},{"status":"` + status + `","assertionResults":[` + strings.Join(tests, ",") + `]}]}`
	}
	write("vitest.json", ran("passed", "passed", "passed", "passed"))
	if got := messageOf(printTotal(&strings.Builder{}, dir)); got != "none ran of: front end: journeys in Chromium" {
		t.Errorf("without journeys: %q", got)
	}
	write("e2e.json", ran("failed", "passed", "skipped")) // and the whole file once more
	write("e2e-again.json", ran("passed", "passed"))
	var out strings.Builder
	if err := printTotal(&out, dir); err != nil || !strings.HasSuffix(out.String(), "    13  tests passed, none skipped\n") {
		t.Errorf("printed %q, %v", out.String(), err)
	}
	write("e2e.json", ran("passed", "passed", "pending"))
	if err := printTotal(&out, dir); err == nil {
		t.Error("a skipped journey passed")
	}
}

func messageOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
