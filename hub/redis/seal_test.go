package redis

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
)

func testSealer(key string, epoch int64) sealer {
	return sealer{[]byte(key), func() int64 { return epoch }}
}

func notices() []rtrw.Notice {
	at := int64(1_785_000_000_123)
	return []rtrw.Notice{
		{Log: "33.74.08.1006", Seq: 7, Streams: []string{"a", "b"}, Event: rtrw.Event{
			ID: "e7", At: at, Area: "33.74.08.1006/RW04/RT03", Service: "aid", Type: "verify", Case: "c1", From: "filed", State: "verified",
			Priority: "biasa", Level: rtrw.LevelRT, Next: rtrw.LevelRW, Due: at + 1000, DueFor: "lapse", Version: 2}},
		{Log: "64.71.06.1001", Seq: 1, Streams: []string{"c"}, Event: rtrw.Event{
			ID: "e1", At: at, Area: "64.71.06.1001/RT12", Service: "aid", Type: "request", Case: "c2", State: "filed", Priority: "darurat", Version: 1}},
	}
}

func TestCopiesComeOutAsTheyWentIn(t *testing.T) {
	t.Parallel()
	s := testSealer("one key of the installation", 5)
	b, err := s.copies(notices())
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := s.open(string(b))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(notices(), got); d != "" {
		t.Error(d)
	}
}

func TestProbe(t *testing.T) {
	t.Parallel()
	s := testSealer("one key of the installation", 5)
	b, err := s.probe("node-1")
	if err != nil {
		t.Fatal(err)
	}
	if ns, probe, err := s.open(string(b)); err != nil || probe != "node-1" || len(ns) != 0 {
		t.Errorf("open = %v, %q, %v", ns, probe, err)
	}
}

func TestNothingForgedIsBelieved(t *testing.T) {
	t.Parallel()
	s := testSealer("one key of the installation", 5)
	genuine, err := s.copies(notices())
	if err != nil {
		t.Fatal(err)
	}
	probe, err := s.probe("node-1")
	if err != nil {
		t.Fatal(err)
	}
	change := func(old, new string) string {
		if !bytes.Contains(genuine, []byte(old)) {
			t.Fatalf("the message has no %s", old)
		}
		return strings.Replace(string(genuine), old, new, 1)
	}
	var swapped message
	if err := json.Unmarshal(genuine, &swapped); err != nil {
		t.Fatal(err)
	}
	swapped.Copies[0].Facts, swapped.Copies[1].Facts = swapped.Copies[1].Facts, swapped.Copies[0].Facts
	exchanged, err := json.Marshal(swapped)
	if err != nil {
		t.Fatal(err)
	}
	otherKey, err := testSealer("another installation's key", 5).copies(notices())
	if err != nil {
		t.Fatal(err)
	}
	otherEpoch, err := testSealer("one key of the installation", 6).copies(notices())
	if err != nil {
		t.Fatal(err)
	}
	for name, m := range map[string]string{
		"garbage":       "\x00\xff{{",
		"empty":         "",
		"another place": change(`"seq":7`, `"seq":8`),
		"another log":   change(`"log":"33.74.08.1006"`, `"log":"33.74.08.1001"`),
		"other facts":   change(`"state":"verified"`, `"state":"declined"`),
		"other streams": change(`"streams":["a","b"]`, `"streams":["a","x"]`),
		"claimed epoch": change(`"epoch":5`, `"epoch":6`),
		"exchanged":     string(exchanged),
		"other key":     string(otherKey),
		"other epoch":   string(otherEpoch),
		"no mac":        `{"epoch":5,"copies":[{"log":"33.74.08.1006","seq":8,"facts":{"streams":["a"],"event":{}},"mac":""}]}`,
		"other probe":   strings.Replace(string(probe), "node-1", "node-2", 1),
		"cut short":     string(genuine[:len(genuine)-9]),
	} {
		if ns, probe, err := s.open(m); err == nil {
			t.Errorf("%s: believed %v %q", name, ns, probe)
		}
	}
}

func TestMessagesCarryPublicFactsOnly(t *testing.T) {
	t.Parallel()
	b, err := testSealer("one key of the installation", 5).copies(notices())
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Copies []struct{ Facts map[string]json.RawMessage }
	}
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	var event map[string]any
	if err := json.Unmarshal(m.Copies[0].Facts["event"], &event); err != nil {
		t.Fatal(err)
	}
	public := map[string]bool{"id": true, "at": true, "area": true, "service": true, "type": true, "case": true, "from": true, "state": true,
		"priority": true, "level": true, "next": true, "due": true, "due_for": true, "version": true}
	for key := range event {
		if !public[key] {
			t.Errorf("%s travels over Redis", key)
		}
	}
}
