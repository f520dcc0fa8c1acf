package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
)

// no is a problem as a phone reads it.
type no struct {
	Status       int
	Code, Detail string
	Fields       []struct{ Field, Code, Message string }
}

// field gives the sentence beside an entry, or "".
func (p *no) field(name string) string {
	for _, f := range p.Fields {
		if f.Field == name {
			return f.Message
		}
	}
	return ""
}

// state is everything that a refusal must leave as it was: log heads, lines, tallies, cases, colours.
func (w *town) state() string {
	w.t.Helper()
	heads, err := w.house.store.Heads(context.Background(), []rtrw.Area{"33.74.08.1006", "33.74", "64.71.06.1001"})
	if err != nil {
		w.t.Fatal(err)
	}
	var b map[string]json.RawMessage
	w.as("nakes").get("/board?area=33.74.08.1006", &b)
	return fmt.Sprint(heads, w.picture(), string(b["tallies"]), string(b["cases"]), string(b["zones"]))
}

// TestBadInputOfHealth: what cannot be is said in a clear sentence with a code, beside the entry where it is one, and
// nothing is changed by it.
func TestBadInputOfHealth(t *testing.T) {
	t.Parallel()
	w := open(t)
	today := time.Now().In(rtrw.Area(homeRT).Location())
	tomorrow := today.AddDate(0, 0, 1).Format(time.DateOnly)
	report := map[string]any{"area": homeRT, "since": today.Format(time.DateOnly), "breathless": false}
	with := func(more map[string]any) map[string]any {
		body := map[string]any{}
		for _, part := range []map[string]any{report, more} {
			for k, v := range part {
				body[k] = v
			}
		}
		return body
	}
	sick := w.as("warga").must("/isolation/report", report)
	w.as("rt").must("/isolation/verify", map[string]any{"case": sick})
	w.as("nakes").must("/isolation/start", map[string]any{"case": sick, "class": "confirmed"})
	gone := w.erased()
	before := w.state()
	for name, c := range map[string]struct {
		by, path string
		body     map[string]any
		status   int
		code     string
		field    string // beside which entry
		part     string // of the sentence, there or else of the whole answer
	}{
		"SpO2 of 300":               {"warga", "/isolation/check_in", map[string]any{"case": sick, "same": false, "spo2": 300}, 400, "invalid", "spo2", "50 sampai 100"},
		"SpO2 of 300 in a report":   {"tetangga", "/isolation/report", with(map[string]any{"spo2": 300}), 400, "invalid", "spo2", "50 sampai 100"},
		"SpO2 with a comma":         {"warga", "/isolation/check_in", map[string]any{"case": sick, "same": false, "spo2": 97.5}, 400, "invalid", "spo2", "angka"},
		"Fever of 80":               {"warga", "/isolation/check_in", map[string]any{"case": sick, "same": false, "temp_c": 80}, 400, "invalid", "temp_c", "34 sampai 43"},
		"Ill since tomorrow":        {"tetangga", "/isolation/report", with(map[string]any{"since": tomorrow}), 422, "refused", "since", "belum tiba"},
		"Check-in, another house":   {"tetangga", "/isolation/check_in", map[string]any{"case": sick, "same": true}, 404, "not_found", "", "tidak ditemukan"},
		"Check-in, another RW":      {"warga2", "/isolation/check_in", map[string]any{"case": sick, "same": true}, 404, "not_found", "", "tidak ditemukan"},
		"Check-in by the head":      {"rt", "/isolation/check_in", map[string]any{"case": sick, "same": true}, 403, "forbidden", "", "bukan giliran"},
		"Check-in of no case":       {"warga", "/isolation/check_in", map[string]any{"case": uuid.NewString(), "same": true}, 404, "not_found", "", "tidak ditemukan"},
		"Report for another house":  {"warga", "/isolation/report", with(map[string]any{"household": homeRT + "/H013"}), 403, "forbidden", "", "tidak bertugas"},
		"Report for no house":       {"kader", "/isolation/report", with(map[string]any{"household": homeRT + "/H999"}), 422, "refused", "household", "tidak ada"},
		"Release before the day":    {"nakes", "/isolation/release", map[string]any{"case": sick}, 422, "refused", "", "baru boleh selesai"},
		"Release by the head":       {"rt", "/isolation/release", map[string]any{"case": sick}, 403, "forbidden", "", "bukan giliran"},
		"Result of tomorrow":        {"nakes", "/isolation/result", map[string]any{"case": sick, "result": "negative", "specimen_on": tomorrow}, 422, "refused", "specimen_on", "belum tiba"},
		"Result of no day":          {"nakes", "/isolation/result", map[string]any{"case": sick, "result": "negative", "specimen_on": "2026-02-30"}, 400, "invalid", "specimen_on", "tanggal"},
		"Ct of 500":                 {"nakes", "/isolation/result", map[string]any{"case": sick, "result": "positive", "ct": 500}, 400, "invalid", "ct", "5 sampai 50"},
		"Start of tomorrow":         {"nakes", "/isolation/start", map[string]any{"case": sick, "class": "confirmed", "since": tomorrow}, 409, "conflict", "", "Isolasi di rumah"},
		"A rule for one RT":         {"kota", "/isolation/set_rule", map[string]any{"area": homeRT, "rule": "2022-01"}, 422, "refused", "area", "satu kota"},
		"A rule of no month":        {"kota", "/isolation/set_rule", map[string]any{"area": "33.74", "rule": "2019-01"}, 400, "invalid", "rule", "Pilih"},
		"Count above the houses":    {"rw", "/zone/count", map[string]any{"area": homeRT, "houses": 41}, 422, "refused", "houses", "40 rumah"},
		"Count below nought":        {"rw", "/zone/count", map[string]any{"area": homeRT, "houses": -1}, 400, "invalid", "houses", "0 sampai 400"},
		"Glass without a reason":    {"camat", "/access/open", map[string]any{"area": homeRT, "explain": "perlu"}, 400, "invalid", "reason", "isi"},
		"Glass without explanation": {"camat", "/access/open", map[string]any{"area": homeRT, "reason": "medical"}, 400, "invalid", "explain", "isi"},
		"Glass, explained by blank": {"camat", "/access/open", map[string]any{"area": homeRT, "reason": "medical", "explain": "   "}, 422, "refused", "explain", "mengapa"},
		"Glass over a kelurahan":    {"camat", "/access/open", map[string]any{"area": "33.74.08.1006", "reason": "medical", "explain": "perlu"}, 422, "refused", "area", "satu RT"},
		"Glass by the lurah":        {"lurah", "/access/open", map[string]any{"area": homeRT, "reason": "medical", "explain": "perlu"}, 403, "forbidden", "", "tidak bertugas"},
		"An erased subject's case":  {"tetangga", "/aid/dispute", map[string]any{"case": gone}, 422, "erased", "", "sudah dihapus"},
	} {
		_, r := w.as(c.by).move(c.path, c.body)
		var p no
		if err := json.Unmarshal(r.body, &p); err != nil || p.Status != r.status {
			t.Errorf("%s: %d %s", name, r.status, r.body)
			continue
		}
		sentence := p.Detail
		if c.field != "" {
			sentence = p.field(c.field)
		}
		if r.status != c.status || p.Code != c.code || !strings.Contains(strings.ToLower(sentence), strings.ToLower(c.part)) || !strings.HasSuffix(strings.TrimSpace(sentence), ".") {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
		if after := w.state(); after != before {
			t.Fatalf("%s changed something:\n%s\n%s", name, before, after)
		}
	}
}

// erased is a closed case whose household has been erased since.
func (w *town) erased() string {
	w.t.Helper()
	id := w.as("tetangga").must("/aid/request", ask("rahasia"))
	for _, s := range []struct{ by, move string }{{"rt", "verify"}, {"staf", "claim"}, {"staf", "dispatch"}, {"staf", "hand_over"}, {"tetangga", "confirm"}} {
		w.as(s.by).must("/aid/"+s.move, map[string]any{"case": id})
	}
	wish := w.as("tetangga").must("/privacy/ask_erasure", map[string]any{"area": homeRT, "what": "reports"})
	w.as("dpo").must("/privacy/erase", map[string]any{"case": wish})
	return id
}
