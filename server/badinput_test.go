package main

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// TestBadInput: each gets its answer, and nothing is changed.
func TestBadInput(t *testing.T) {
	t.Parallel()
	w := open(t)
	warga := w.as("warga")
	held := warga.must("/aid/request", ask("ini"))
	const good = `"area":"` + homeRT + `","need":"sembako","people":3`
	before := w.picture()
	for name, c := range map[string]struct {
		body   string
		status int
		code   string
	}{
		"empty body":           {"", 400, "malformed"},
		"no object":            {"[]", 400, "malformed"},
		"unknown key":          {`{` + good + `,"x":1}`, 400, "malformed"},
		"duplicate key":        {`{` + good + `,"people":4}`, 400, "malformed"},
		"wrong-case key":       {`{` + good + `,"Note":"a"}`, 400, "malformed"},
		"trailing data":        {`{` + good + `}{}`, 400, "malformed"},
		"trailing text":        {`{` + good + `} x`, 400, "malformed"},
		"5,000 levels":         {`{` + good + `,"note":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}`, 400, "malformed"},
		"broken UTF-8":         {`{` + good + ",\"note\":\"\xc3\"}", 400, "malformed"},
		"a body of 65 KiB":     {`{` + good + `,"note":"` + strings.Repeat("a", 65<<10) + `"}`, 413, "too_large"},
		"need missing":         {`{"area":"` + homeRT + `","people":3}`, 400, "invalid"},
		"need unknown":         {strings.Replace(`{`+good+`}`, "sembako", "emas", 1), 400, "invalid"},
		"31 people":            {strings.Replace(`{`+good+`}`, "3}", "31}", 1), 400, "invalid"},
		"people as text":       {strings.Replace(`{`+good+`}`, ":3}", `:"3"}`, 1), 400, "invalid"},
		"note of 501 letters":  {`{` + good + `,"note":"` + strings.Repeat("a", 501) + `"}`, 400, "invalid"},
		"null":                 {`{` + good + `,"note":null}`, 400, "invalid"},
		"area of no form":      {strings.Replace(`{`+good+`}`, "33.74", "33-74", 1), 400, "invalid"},
		"area down to a house": {strings.Replace(`{`+good+`}`, "RT03", "RT03/H012", 1), 400, "invalid"},
		"household elsewhere":  {`{` + good + `,"household":"33.74.08.1006/RW09/RT01/H001"}`, 422, "refused"},
		"for another house":    {`{` + good + `,"household":"` + homeRT + `/H013"}`, 403, "forbidden"},
	} {
		r := warga.with("Idempotency-Key", uuid.NewString()).send("POST", "/aid/request", c.body)
		if r.status != c.status || r.code() != c.code {
			t.Errorf("%s: %d %s, want %d %s", name, r.status, r.body, c.status, c.code)
		}
	}
	for name, key := range map[string]string{"no key": "", "no UUID": "abc", "braces": "{" + uuid.NewString() + "}", "two keys": uuid.NewString() + "," + uuid.NewString()} {
		if r := warga.with("Idempotency-Key", key).send("POST", "/aid/request", ask("")); r.status != 400 || r.code() != "malformed" {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
	for name, c := range map[string]struct {
		by, path string
		body     map[string]any
		status   int
	}{
		"wrong state":       {"staf", "/aid/claim", map[string]any{"case": held}, 409},
		"wrong version":     {"rt", "/aid/verify", map[string]any{"case": held, "version": 7}, 409},
		"wrong person":      {"staf", "/aid/verify", map[string]any{"case": held}, 403},
		"no such case":      {"rt", "/aid/verify", map[string]any{"case": uuid.NewString()}, 404},
		"case of no form":   {"rt", "/aid/verify", map[string]any{"case": "1"}, 400},
		"a clock's move":    {"rt", "/aid/pass_on", map[string]any{"case": held}, 404},
		"the door's move":   {"rt", "/member/join", map[string]any{"area": homeRT}, 404},
		"no such move":      {"rt", "/aid/fly", map[string]any{"case": held}, 404},
		"no such service":   {"rt", "/food/verify", map[string]any{"case": held}, 404},
		"version below one": {"rt", "/aid/verify", map[string]any{"case": held, "version": 0}, 400},
	} {
		if _, r := w.as(c.by).move(c.path, c.body); r.status != c.status {
			t.Errorf("%s: %d %s, want %d", name, r.status, r.body, c.status)
		}
	}
	if after := w.picture(); after != before {
		t.Errorf("something changed:\n%s\n%s", before, after)
	}
}

// picture is the log and the board as the lurah sees them, without what differs each time.
func (w *town) picture() string {
	var b map[string]json.RawMessage
	w.as("lurah").get("/board?area=33.74.08.1006", &b)
	var log map[string]json.RawMessage
	w.as("lurah").get("/log?area=33.74.08.1006&limit=1000", &log)
	return string(b["tallies"]) + string(b["cases"]) + string(log["events"])
}

// TestBadReading holds the queries that are refused.
func TestBadReading(t *testing.T) {
	t.Parallel()
	w := open(t)
	rt := w.as("rt")
	var board boardAnswer
	rt.get("/board?area="+homeRT, &board)
	foreign := []byte(board.Cursor)
	foreign[3] ^= 1
	other := w.cursorOfEpoch(w.house.store.Epoch()+1, "33.74.08.1006")
	for path, want := range map[string]int{
		"/board":                             400,
		"/board?area=x":                      400,
		"/board?area=" + homeRT + "/H1":      400,
		"/cases?page=x":                      400,
		"/cases?limit=0":                     400,
		"/cases?limit=201":                   400,
		"/log?area=33.74.08.1006&limit=1001": 400,
		"/log?area=33.74.08.1006&after=x":    400,
		"/log?area=33.74.08.1006&after=" + string(foreign): 400,
		"/log?area=33.74.08.1006&after=" + other:           409,
		"/log?area=33.74.08.1006&after=" + board.Cursor:    200,
		"/cases/x":            404,
		"/areas?parent=x":     400,
		"/houses?area=33.74":  400,
		"/nothing":            404,
		"/areas?q=tegal":      200,
		"/areas?parent=33.74": 200,
	} {
		if r := rt.send("GET", path, nil); r.status != want {
			t.Errorf("%s: %d %s, want %d", path, r.status, r.body, want)
		}
	}
	if r := rt.send("PUT", "/board", nil); r.status != http.StatusMethodNotAllowed || r.code() != "not_supported" {
		t.Errorf("PUT: %d %s", r.status, r.body)
	}
}

// TestProblem is the form of a no: RFC 9457, in the language asked for, without an id.
func TestProblem(t *testing.T) {
	t.Parallel()
	w := open(t)
	sent := func(lang string) *reply {
		_, r := w.as("warga").with("Accept-Language", lang).move("/aid/request", map[string]any{"area": homeRT, "need": "emas", "people": 99})
		return r
	}
	var id, en struct {
		Type, Title, Code, Detail string
		Status                    int
		Fields                    []struct{ Field, Code, Message string }
	}
	r := sent("")
	if err := json.Unmarshal(r.body, &id); err != nil || r.header.Get("Content-Type") != "application/problem+json; charset=utf-8" {
		t.Fatalf("%v %s", err, r.header)
	}
	if err := json.Unmarshal(sent("en").body, &en); err != nil {
		t.Fatal(err)
	}
	codes := []string{}
	for _, f := range id.Fields {
		codes = append(codes, f.Field+":"+f.Code)
	}
	slices.Sort(codes)
	if id.Status != 400 || id.Code != "invalid" || id.Type != "about:blank" || strings.Join(codes, " ") != "need:enum people:max" {
		t.Errorf("%+v", id)
	}
	if id.Detail == en.Detail || en.Detail == "" || en.Fields[0].Message == id.Fields[0].Message || r.header.Get("X-Request-Id") == "" || strings.Contains(string(r.body), r.header.Get("X-Request-Id")) {
		t.Errorf("%+v\n%+v", id, en)
	}
}
