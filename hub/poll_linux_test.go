package hub_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"testing"

	"jogotonggo/hub"
	"jogotonggo/hub/bustest"
)

// silent opens a socket that keeps nothing on the client's side either, and reads the handshake.
func silent(t *testing.T, n *bustest.Node) (net.Conn, *bufio.Reader) {
	t.Helper()
	at, err := url.Parse(n.URL("http", nil))
	if err != nil {
		t.Fatal(err)
	}
	c, err := net.Dial("tcp", at.Host)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	io.WriteString(c, "GET "+at.RequestURI()+" HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
	r := bufio.NewReader(c)
	answer, err := http.ReadResponse(r, nil)
	if err != nil || answer.StatusCode != http.StatusSwitchingProtocols {
		t.Fatalf("answered %v, %v", answer, err)
	}
	return c, r
}

// TestSilentSocketsKeepNoGoroutine, and all that a socket does is noticed all the same.
func TestSilentSocketsKeepNoGoroutine(t *testing.T) {
	n := bustest.Start(t, hub.Config{Log: bustest.NewLog(), Bus: hub.NewMemory()})
	first, r := silent(t, n)
	bustest.Eventually(t, func() bool { return n.Stats().Sockets == 1 })
	before := runtime.NumGoroutine()
	const many = 200
	var rest []net.Conn
	for range many {
		c, _ := silent(t, n)
		rest = append(rest, c)
	}
	bustest.Eventually(t, func() bool { return n.Stats().Sockets == 1+many && runtime.NumGoroutine() < before+many/10 })
	for _, c := range rest {
		c.Close()
	}
	bustest.Eventually(t, func() bool { return n.Stats().Sockets == 1 })

	for _, b := range []byte("\x89\x84\x01\x02\x03\x04" + "\x60\x66\x67\x3b") { // a ping in single bytes
		if _, err := first.Write([]byte{b}); err != nil {
			t.Fatal(err)
		}
	}
	for {
		var head [2]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			t.Fatal(err)
		}
		size := int(head[1])
		if size == 126 {
			io.ReadFull(r, head[:])
			size = int(head[0])<<8 | int(head[1])
		}
		body := make([]byte, size)
		io.ReadFull(r, body)
		if string(body) == "add?" {
			break
		}
	}
}
