package hub

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// said is one frame as somebody understood it: a control frame with its payload, or the end.
type said struct {
	op      byte
	payload string
}

const broke byte = 0xff // a rule, with the code as payload

// hearing lets an ear take a client's bytes in pieces of at most step bytes.
func hearing(b []byte, step int) (all []said) {
	var e ear
	for len(b) > 0 {
		n := min(step, len(b))
		for piece := b[:n]; len(piece) > 0; {
			op, payload, rest, whole, wrong := e.next(piece)
			if wrong != 0 {
				return append(all, said{broke, string(codeBytes(wrong))})
			}
			if !whole {
				break
			}
			if piece = rest; op >= opClose {
				all = append(all, said{op, string(payload)})
			}
			if op == opClose {
				return all
			}
		}
		b = b[n:]
	}
	return all
}

func codeBytes(c Close) []byte { return []byte{byte(c >> 8), byte(c)} }

// masked is a frame as a client sends it.
func masked(first byte, payload string) []byte {
	b := appendHeader(nil, len(payload))
	b[0], b[1] = first, b[1]|0x80
	mask := []byte{1, 2, 3, 4}
	b = append(b, mask...)
	for i := range len(payload) {
		b = append(b, payload[i]^mask[i%4])
	}
	return b
}

func TestEar(t *testing.T) {
	t.Parallel()
	stream := slices.Concat(masked(0x89, "ada?"), masked(0x81, strings.Repeat("x", 300)), masked(0x8a, ""), masked(0x88, "\x03\xe9pulang"))
	want := []said{{opPing, "ada?"}, {opPong, ""}, {opClose, "\x03\xe9pulang"}}
	for _, step := range []int{1, 2, 3, 7, 1000} {
		if got := hearing(stream, step); !slices.Equal(got, want) {
			t.Errorf("in pieces of %d: %q", step, got)
		}
	}
	if got := farewellFrame([]byte(want[2].payload)); !bytes.Equal(got, []byte{0x88, 2, 3, 0xe9}) {
		t.Errorf("the answer is % x", got)
	}
}

// FuzzEar holds the ear against gorilla's own reader, and against itself in other pieces.
func FuzzEar(f *testing.F) {
	for _, seed := range []string{
		"\x89\x80\x01\x02\x03\x04",                                                          // ping
		"\x89\x84\x00\x00\x00\x00ada?\x8a\x80\x01\x02\x03\x04",                              // ping, pong
		"\x01\x81\x00\x00\x00\x00a\x80\x81\x00\x00\x00\x00b",                                // a message in two fragments
		"\x01\x81\x00\x00\x00\x00a\x89\x80\x00\x00\x00\x00",                                 // a ping between
		"\x80\x80\x00\x00\x00\x00",                                                          // a fragment of nothing
		"\x82\xfe\x10\x01\x00\x00\x00\x00",                                                  // 4,097 bytes
		"\x01\x81\x00\x00\x00\x00a\x80\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00", // a sum past all numbers
		"\x82\xff\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",                          // a length below zero
		"\x89\xfe\x00\x7e\x00\x00\x00\x00",                                                  // a ping of 126 bytes
		"\x09\x80\x00\x00\x00\x00",                                                          // a ping in fragments
		"\x89\x00",                                                                          // unmasked
		"\xc1\x80\x00\x00\x00\x00",                                                          // an extension
		"\x83\x80\x00\x00\x00\x00\x8b\x80\x00\x00\x00\x00",                                  // unknown kinds
		"\x88\x82\x00\x00\x00\x00\x03\xe8",                                                  // 1000
		"\x88\x82\x00\x00\x00\x00\x03\xed",                                                  // 1005 is never sent
		"\x88\x83\x00\x00\x00\x00\x03\xe8\xff",                                              // a reason that is no UTF-8
		"\x88\x80\x00\x00\x00\x00\x89\x80\x00\x00\x00\x00",                                  // a ping after the end
	} {
		f.Add([]byte(seed), uint8(3))
	}
	f.Fuzz(func(t *testing.T, b []byte, step uint8) {
		whole := hearing(b, len(b)+1)
		if pieces := hearing(b, int(step)+1); !slices.Equal(pieces, whole) {
			t.Fatalf("in pieces %q, at once %q", pieces, whole)
		}
		theirs := asGorilla(t, b)
		if n := len(theirs) - 1; n >= 0 && theirs[n] == (said{op: broke}) { // it gives up without a word where a length is absurd, as soon as it has read that
			theirs = theirs[:n]
			whole = whole[:min(len(whole), n)]
		}
		if !slices.EqualFunc(whole, theirs, alike) {
			t.Fatalf("the ear %q, gorilla %q", whole, theirs)
		}
	})
}

// alike: gorilla gives a close frame that breaks a rule as such, the ear answers it so.
func alike(ours, theirs said) bool {
	if ours.op == opClose && theirs.op == broke {
		return string(farewellFrame([]byte(ours.payload))[2:]) == theirs.payload
	}
	return ours == theirs || ours.op == opClose && theirs.op == opClose && len(ours.payload) < 2 && theirs.payload == ""
}

// asGorilla lets gorilla's server read the bytes.
func asGorilla(t testing.TB, b []byte) (all []said) {
	var answers bytes.Buffer
	c := gorilla(t, &answers, b)
	c.SetReadLimit(messageMost)
	c.SetPingHandler(func(s string) error { all = append(all, said{opPing, s}); return nil })
	c.SetPongHandler(func(s string) error { all = append(all, said{opPong, s}); return nil })
	c.SetCloseHandler(func(code int, text string) error {
		payload := ""
		if code != websocket.CloseNoStatusReceived {
			payload = string(codeBytes(Close(code))) + text
		}
		all = append(all, said{opClose, payload})
		return nil
	})
	for {
		_, r, err := c.NextReader()
		if err == nil {
			_, err = io.Copy(io.Discard, r)
		}
		closed := (*websocket.CloseError)(nil)
		switch {
		case err == nil:
			continue
		case errors.As(err, &closed), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return all
		}
		answer := answers.Bytes() // none where a length is absurd
		return append(all, said{broke, string(answer[min(2, len(answer)):min(4, len(answer))])})
	}
}

// script is a connection that says b and keeps what it is told.
type script struct {
	net.Conn
	io.Reader
	told *bytes.Buffer
}

func (s script) Read(b []byte) (int, error)     { return s.Reader.Read(b) }
func (s script) Write(b []byte) (int, error)    { return s.told.Write(b) }
func (script) Close() error                     { return nil }
func (script) SetDeadline(time.Time) error      { return nil }
func (script) SetWriteDeadline(time.Time) error { return nil }
func (script) Header() http.Header              { return http.Header{} }
func (script) WriteHeader(int)                  {}
func (s script) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return s, bufio.NewReadWriter(bufio.NewReader(bytes.NewReader(nil)), bufio.NewWriter(io.Discard)), nil
}

// gorilla makes a server's end of a connection that reads b, its handshake done.
func gorilla(t testing.TB, told *bytes.Buffer, b []byte) *websocket.Conn {
	t.Helper()
	header := http.Header{"Connection": {"Upgrade"}, "Upgrade": {"websocket"}, "Sec-Websocket-Version": {"13"}, "Sec-Websocket-Key": {"dGhlIHNhbXBsZSBub25jZQ=="}}
	c, err := (&websocket.Upgrader{}).Upgrade(script{Reader: bytes.NewReader(b), told: told}, &http.Request{Method: "GET", Header: header}, nil)
	if err != nil {
		t.Fatal(err)
	}
	told.Reset()
	return c
}
