package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
)

// someAreas are what an observer may try: the own, the neighbours', what lies above, and
// elsewhere.
var someAreas = []rtrw.Area{homeRT, "33.74.08.1006/RW04", "33.74.08.1006", "33.74.08.1006/RW09/RT01", "33.74.08.1001", "33.74.08", "33.74", "64.71.06.1001/RT12", "64.71.06.1001"}

func inAreas(more string) (list []string) {
	for _, a := range someAreas {
		list = append(list, "?area="+string(a)+more)
	}
	return list
}

// at asks for a time of the story: before anything happened, amid it, and what had not come.
func at(after time.Duration) string {
	return "&at=" + url.QueryEscape(dawn.Add(after).Format(time.RFC3339))
}

// asked says how each route is asked for: everything that can be fetched. A route that is
// not here fails the test.
func asked() map[string][]string {
	cases := []string{""}
	for _, id := range []string{"a", "b", "c", "d", "e", "k", "k1", "p", "z", "g", "s", "w"} { // own ones, and those one should not know of
		cases = append(cases, keyOf(id))
	}
	once := []string{""}
	return map[string][]string{
		"/healthz": once, "/readyz": once, "/metrics": once, "/api/v1/about": once, "/api/v1/openapi.json": once, "/api/v1/asyncapi.json": once,
		"/api/v1/sessions": once, "/api/v1/me": once, "/api/v1/me/data": once, "/api/v1/me/looks": once, "/api/v1/me/profiles": once, "/api/v1/services": once, "/api/v1/push": once,
		"/api/v1/areas":   {"", "?parent=33.74.08.1006&deep=1", "?parent=33.74.08.1006/RW04", "?q=tegal"},
		"/api/v1/houses":  slices.Concat(inAreas(""), inAreas("&service=alert"), inAreas("&service=isolation")),
		"/api/v1/helpers": inAreas(""), "/api/v1/standins": inAreas(""), "/api/v1/invites": inAreas(""), "/api/v1/board": slices.Concat(inAreas(""), inAreas(at(0)), inAreas(at(40*time.Minute)), inAreas(at(time.Hour)), inAreas(at(24*time.Hour)), inAreas("&at=then")), "/api/v1/tallies.csv": inAreas(""), "/api/v1/audit": inAreas(""), "/api/v1/bulletin": inAreas(""),
		"/api/v1/lobby": inAreas(""), "/api/v1/figures": inAreas(""), "/api/v1/kiosks": inAreas(""), "/api/v1/setup": inAreas(""),
		"/api/v1/untouched":  slices.Concat(inAreas(""), inAreas("&only=counts"), inAreas("&days=7&limit=1")),
		"/api/v1/live":       inAreas(""), // without a socket: refused, and in the same words
		"/api/v1/cases":      slices.Concat([]string{"", "?service=isolation", "?service=zone", "?limit=1"}, inAreas(""), inAreas("&service=isolation&state=isolating")),
		"/api/v1/photos/:id": cases, "/api/v1/public/:id": {"33.74.08.1006", "33.74.08.1001", "64.71.06.1001", "33.74.08", "nothing"},
		"/api/v1/log": slices.Concat(inAreas("&limit=1000"), inAreas("&limit=1")), "/api/v1/cases/:id": cases,
	}
}

// askAround fetches everything as an observer.
func (w *seenTown) askAround(login string) {
	ways := asked()
	for _, r := range w.routes.(*gin.Engine).Routes() {
		if r.Method != http.MethodGet {
			continue
		}
		queries, known := ways[r.Path]
		if !known {
			w.t.Errorf("GET %s is not in the table of what observers ask", r.Path)
		}
		for _, q := range queries {
			path := r.Path + q
			if before, ok := strings.CutSuffix(r.Path, ":id"); ok {
				path = before + q
			}
			w.fetch(login, "GET "+path, path)
		}
	}
	for _, page := range []string{"/", "/masuk", "/meja", "/papan", "/nothing", "/api/v1/nothing"} {
		w.fetch(login, "GET "+page, page)
	}
	w.probe(login)
	if w.left[login] == "" { // where the first board stood
		var board struct{ Cursor string }
		_, answer := w.request(login, "GET", "/api/v1/board?area="+string(w.watches(login)[0]), "", nil)
		if json.Unmarshal(answer, &board); board.Cursor == "" && login != lobby {
			w.t.Errorf("%s has no board: %s", login, answer)
		}
		w.left[login] = board.Cursor
	}
}

// comeBack reads on from where the first board stood, and from where the first socket
// began: page, socket and events give what was missed.
func (w *seenTown) comeBack(login string, minute int) {
	area := string(w.watches(login)[0])
	w.fetch(login, "GET log after a board", "/api/v1/log?area="+area+"&after="+w.left[login])
	w.listen(login, fmt.Sprint("after a board, ", minute), "area="+area+"&after="+w.left[login])
	var hello struct{ Streams map[string]string }
	w.mu.Lock()
	first := w.told[login+" socket "+area][0].text
	w.mu.Unlock()
	if err := json.Unmarshal([]byte(first), &hello); err != nil {
		w.t.Fatalf("%s: %v in %s", login, err, first)
	}
	query := "area=" + area
	for _, name := range slices.Sorted(maps.Keys(hello.Streams)) {
		query += "&after=" + name + "~" + hello.Streams[name]
	}
	w.follow(login, fmt.Sprint("after the first, ", minute), query)
}

// fetch writes an answer down, with the headers that do not vary by request.
func (w *seenTown) fetch(login, what, path string) {
	resp, answer := w.request(login, "GET", path, "", nil)
	w.noteAnswer(login+" "+what, resp, answer)
}

func (w *seenTown) noteAnswer(way string, resp *http.Response, answer []byte) {
	var head []string
	for name, values := range resp.Header {
		if name != "X-Request-Id" && name != "Date" {
			head = append(head, name+": "+strings.Join(values, ", "))
		}
	}
	slices.Sort(head)
	w.note(way, fmt.Sprintf("%d %d %s\n%s", resp.StatusCode, resp.ContentLength, strings.Join(head, "; "), answer))
}

// probe tries moves on cases that are not one's own: a refusal must not tell either.
func (w *seenTown) probe(login string) {
	for _, path := range []string{"isolation/verify", "isolation/check_in", "isolation/cancel", "aid/witness", "zone/revoke", "direct/close"} {
		for _, id := range []string{"p", "z", "nothing"} {
			body := map[string]any{"case": keyOf(id)}
			if path == "isolation/check_in" {
				body["same"] = true
			}
			resp, answer := w.request(login, "POST", "/api/v1/"+path, keyOf("probe "+login+path+id), body)
			w.noteAnswer(login+" GET no "+path+" of "+id, resp, answer)
		}
	}
}

var (
	tokens    = regexp.MustCompile(`[A-Za-z0-9_-]+`)
	carrying  = regexp.MustCompile(`"secret":"[A-Za-z0-9_-]{43}"`) // what a session seals its carried reports with
	sessionID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)
)

// inPlaces gives what was told, each cursor replaced by its place in its stream: how many
// of the stream's events lie before it. The cursor itself seals a position in the log,
// which differs where there were events that one does not see. The id of a session, drawn
// from the machine's time, becomes a word.
func (w *seenTown) inPlaces() map[string][]heard {
	logs := map[rtrw.Area][]rtrw.Entry{}
	for _, k := range []rtrw.Area{"33.74.08.1001", "33.74.08.1006", "64.71.06.1001"} {
		entries, err := w.house.store.Read(w.t.Context(), k, 0, 100_000)
		if err != nil {
			w.t.Fatal(err)
		}
		logs[k] = entries
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	told := map[string][]heard{}
	for way, words := range w.told {
		login, _, _ := strings.Cut(way, " ")
		mine := map[string]bool{}
		for k := range logs {
			for _, name := range w.house.desk.Streams.For(w.ids[login], k, dawn) {
				mine[name] = true
			}
		}
		for _, one := range words {
			of := mine
			one.text = tokens.ReplaceAllStringFunc(one.text, func(token string) string {
				if mine[token] {
					of = map[string]bool{token: true}
				}
				c, err := w.house.desk.Cursors.Decode(token)
				if err != nil || c.Epoch != w.house.store.Epoch() {
					return token
				}
				return fmt.Sprintf("‹%s %d›", c.Log, w.before(logs[c.Log], of, c.Seq))
			})
			if strings.Contains(way, "/sessions") || strings.HasSuffix(way, "/me") {
				one.text = sessionID.ReplaceAllString(one.text, "‹session›")
				one.text = carrying.ReplaceAllString(one.text, `"secret":"‹of the session›"`)
			}
			told[way] = append(told[way], one)
		}
	}
	return told
}

// before counts the events of some streams up to a position.
func (w *seenTown) before(entries []rtrw.Entry, streams map[string]bool, seq int64) (n int) {
	for i := range entries {
		on := w.house.desk.Streams.Of(&entries[i])
		if entries[i].Seq <= seq && slices.ContainsFunc(on, func(name string) bool { return streams[name] }) {
			n++
		}
	}
	return n
}
