package hub_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/hub"
	"jogotonggo/hub/bustest"
)

// source reads an event stream as a browser does.
type source struct {
	res   *http.Response
	lines *bufio.Scanner
	id    string
	retry string
}

func events(t *testing.T, n *bustest.Node, q url.Values) *source {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "GET", n.URL("http", q), nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", "text/event-stream")
	res, err := n.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	if got := res.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("answered %s", got)
	}
	return &source{res: res, lines: bufio.NewScanner(res.Body)}
}

// next reads to the next event; ok is false when the stream has ended.
func (s *source) next(t *testing.T) (f bustest.Frame, ok bool) {
	t.Helper()
	data := ""
	for s.lines.Scan() {
		line := s.lines.Text()
		switch field, value, _ := strings.Cut(line, ": "); field {
		case "id":
			s.id = value
		case "data":
			data = value
		case "retry":
			s.retry = value
		}
		if line == "" && data != "" {
			if err := json.Unmarshal([]byte(data), &f); err != nil {
				t.Fatalf("data %q: %v", data, err)
			}
			return f, true
		}
	}
	return f, false
}

// TestEventStreamResumesAnywhere cuts an event stream after each event: the id is every
// stream's position, so nothing is lost and nothing comes twice.
func TestEventStreamResumesAnywhere(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		got := map[string][]string{}
		after := []string{n.Board(0)}
		for i := range 6 {
			commit(n, log, "desk")
			commit(n, log, "desk", "rt")
			s := events(t, n, url.Values{"stream": {"desk", "rt"}, "after": after})
			for taken := 0; taken <= i%3; {
				f, ok := s.next(t)
				if !ok {
					t.Fatal("the stream ended")
				}
				if f.Kind == "event" {
					got[f.Stream] = append(got[f.Stream], f.Event.ID)
					taken++
				}
			}
			s.res.Body.Close()
			after = strings.Split(s.id, ",")
			if len(after) != 2 || !strings.HasPrefix(after[0], "desk~") || !strings.HasPrefix(after[1], "rt~") {
				t.Fatalf("id %q", s.id)
			}
		}
		s := events(t, n, url.Values{"stream": {"desk", "rt"}, "after": after})
		for len(got["desk"]) < 12 || len(got["rt"]) < 6 {
			f, ok := s.next(t)
			if !ok {
				t.Fatal("the stream ended")
			}
			if f.Kind == "event" {
				got[f.Stream] = append(got[f.Stream], f.Event.ID)
			}
		}
		s.res.Body.Close()
		want := map[string][]string{"desk": log.IDs(area, "desk"), "rt": log.IDs(area, "rt")}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	})
}

func TestEventStreamLastWords(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, _ *bustest.Log) {
		s := events(t, n, url.Values{"account": {"a"}, "stream": {"desk"}})
		if f, _ := s.next(t); f.Kind != "hello" {
			t.Errorf("first came %q", f.Kind)
		}
		n.Dismiss([]string{"a"})
		var kinds []string
		for f, ok := s.next(t); ok; f, ok = s.next(t) {
			kinds = append(kinds, f.Kind)
		}
		if d := cmp.Diff([]string{"status", "resync"}, kinds); d != "" || s.retry != "0" {
			t.Errorf("retry %q, %s", s.retry, d)
		}
	})
}

// TestEventStreamLives: between events a comment keeps proxies from cutting it.
func TestEventStreamLives(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		s := events(t, n, url.Values{"stream": {"desk"}})
		for s.lines.Scan() && s.lines.Text() != ": ping" {
			continue
		}
		commit(n, log, "desk")
		if f, ok := s.next(t); !ok || f.Kind != "event" {
			t.Errorf("after the comment: %+v", f)
		}
		s.res.Body.Close()
	})
}
