package hub

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"strings"
	"testing"

	"jogotonggo/rt-rw"
)

// FuzzFrames: whatever is laid end to end is read back as it was, by us and by RFC 6455, and a
// boundary is always the end of a whole frame.
func FuzzFrames(f *testing.F) {
	f.Add([]byte("a"), 1, 125, 126, 3)
	f.Add([]byte{}, 0, 65535, 65536, 65540)
	f.Add([]byte(`{"kind":"resync"}`), 17, 4, 70000, 70010)
	f.Fuzz(func(t *testing.T, text []byte, first, second, third, off int) {
		var want [][]byte
		var ends []int
		var all []byte
		for _, n := range []int{first, second, third} {
			if n < 0 || n > 1<<17 {
				return
			}
			body := bytes.Repeat(append(text, '.'), n/(len(text)+1)+1)[:n]
			want, all = append(want, body), append(all, textFrame(body)...)
			ends = append(ends, len(all))
		}
		var got [][]byte
		eachPayload(all, func(p []byte) { got = append(got, p) })
		if theirs := framed(t, all); !same(want, got) || !same(want, theirs) {
			t.Fatalf("sent %d, read %d, by the standard %d", sizes(want), sizes(got), sizes(theirs))
		}
		if off < 0 || off > len(all) {
			return
		}
		end := boundary(all, off)
		for _, e := range append([]int{0}, ends...) {
			if e >= off {
				if end != e {
					t.Fatalf("the boundary at or after %d of %v is %d", off, ends, end)
				}
				return
			}
		}
	})
}

// framed reads unmasked final text frames as RFC 6455 writes them, and demands the shortest form of a length.
func framed(t *testing.T, b []byte) (list [][]byte) {
	for len(b) > 0 {
		n, head := uint64(b[1]), 2
		switch n {
		case 126:
			n, head = uint64(binary.BigEndian.Uint16(b[2:])), 4
		case 127:
			n, head = binary.BigEndian.Uint64(b[2:]), 10
		}
		if b[0] != 0x81 || head == 4 && n < 126 || head == 10 && n < 1<<16 {
			t.Fatalf("no proper header: % x", b[:head])
		}
		list, b = append(list, b[head:head+int(n)]), b[head+int(n):]
	}
	return list
}

func same(a, b [][]byte) bool {
	return len(a) == len(b) && bytes.Equal(bytes.Join(a, []byte{0}), bytes.Join(b, []byte{0}))
}

func sizes(list [][]byte) (n []int) {
	for _, b := range list {
		n = append(n, len(b))
	}
	return n
}

// FuzzEvents: whatever stands in an event, its frame is one JSON object that says so, and an event
// stream carries exactly that object: no text of it can end its line, or begin an event, an id or a retry of its own.
func FuzzEvents(f *testing.F) {
	f.Add("request", "filed", `{"kind":"lost_child"}`, "biasa", int64(1_785_000_000_123))
	f.Add("a\r\ndata: {}\n\nid: x", "\x00\u2028</script>", `"`, "\xff\ufeff", int64(-1))
	f.Add("0", "0", strings.Repeat("4", 400), "0", int64(-107))
	f.Add("", "\\u000a\n\nretry: 1", `{"a":"\n\n"}`, "\r\r", int64(1<<62))
	f.Fuzz(func(t *testing.T, kind, state, told, priority string, at int64) {
		if told != "" && !json.Valid([]byte(told)) {
			return // the kernel encodes it itself
		}
		e := rtrw.Event{ID: "e1", At: at % (1 << 45), Area: "33.74.08.1006/RW04/RT03", Service: "aid", Type: kind, Case: "c1", State: rtrw.State(state), Priority: rtrw.Priority(priority), Told: told}
		one := &item{Notice: rtrw.Notice{Event: e}}
		frames := appendEvent(helloFrame(5, []string{"s"}, []string{"k0"}), "s", "k0", "k1", one.json())
		var sent []string
		out := translator{at: map[string]string{}}
		eachPayload(frames, func(p []byte) {
			sent = append(sent, string(p))
			out.event(p)
		})
		var read struct {
			Stream, Prev, Cursor string
			Event                map[string]any
		}
		whole := json.NewDecoder(strings.NewReader(sent[1]))
		whole.UseNumber() // one may be longer than a computer counts
		if err := whole.Decode(&read); err != nil || whole.More() || read.Stream != "s" || read.Prev != "k0" || read.Cursor != "k1" {
			t.Fatalf("%s: %v", sent[1], err)
		}
		for name, want := range map[string]string{"type": kind, "state": state, "priority": priority} {
			if got, _ := read.Event[name].(string); got != strings.ToValidUTF8(want, "\ufffd") && len(strings.ToValidUTF8(want, "")) == len(want) {
				t.Fatalf("%s is %q, and was %q", name, got, want)
			}
		}
		data, ids := streamed(out.buf.String())
		if strings.Join(data, "\x00") != strings.Join(sent, "\x00") || strings.Join(ids, " ") != "s~k0 s~k1" {
			t.Fatalf("sent %q\nread %q with %q", sent, data, ids)
		}
	})
}

// streamed reads an event stream by the rules of HTML: lines end at CR, LF or both, an empty one sends the event.
func streamed(text string) (data, ids []string) {
	id, now := "", ""
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	for line := range strings.SplitSeq(text, "\n") {
		name, value, _ := strings.Cut(line, ":")
		switch value = strings.TrimPrefix(value, " "); {
		case line == "" && now != "":
			data, ids, now = append(data, strings.TrimSuffix(now, "\n")), append(ids, id), ""
		case name == "data":
			now += value + "\n"
		case name == "id":
			id = value
		case line != "":
			data = append(data, "a line of no meaning: "+line)
		}
	}
	return data, ids
}
