package hub

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"testing"
	"testing/synctest"
	"time"

	"jogotonggo/rt-rw"
)

type noLog struct{}

func (noLog) Heads(context.Context, []rtrw.Area) (map[rtrw.Area]int64, error) { return nil, nil }
func (noLog) Read(context.Context, rtrw.Area, int64, int) ([]rtrw.Notice, error) {
	return nil, errors.New("nothing to read")
}

func testHub() *Hub {
	return New(Config{Log: noLog{}, Bus: NewMemory(), Epoch: func() int64 { return 1 }})
}

// tcpPair gives both ends of a real connection.
func tcpPair(t *testing.T) (ours, theirs net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if theirs, err = net.Dial("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if ours, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ours.Close(); theirs.Close() })
	return ours, theirs
}

// numbered gives n joined frames, each of which says its number.
func numbered(from, n, size int) (b []byte) {
	for i := range n {
		body := bytes.Repeat([]byte{byte('a' + (from+i)%26)}, size)
		b = append(b, textFrame(body)...)
	}
	return b
}

// readOut reads a slow reader's connection to its end: whole frames in order, then the last words.
func readOut(t *testing.T, theirs net.Conn) (frames int, resync bool, code Close) {
	t.Helper()
	theirs.SetReadDeadline(time.Now().Add(10 * time.Second))
	var all []byte
	buf := make([]byte, 64<<10)
	for !bytes.HasSuffix(all, Resync.frame()) {
		n, err := theirs.Read(buf)
		all = append(all, buf[:n]...)
		if err != nil {
			t.Fatalf("after %d bytes: %v", len(all), err)
		}
	}
	for all[0] == 0x81 {
		from, end := frameSpan(all)
		switch body := all[from:end]; {
		case string(body) == `{"kind":"resync"}`:
			resync = true
		case body[0] != byte('a'+frames%26) || body[len(body)-1] != body[0]:
			t.Fatalf("frame %d is torn or out of order", frames)
		default:
			frames++
		}
		all = all[end:]
	}
	return frames, resync, Close(all[2])<<8 | Close(all[3])
}

func TestSlowReaderGetsWholeFramesThenResync(t *testing.T) {
	t.Parallel()
	h := testHub()
	ours, theirs := tcpPair(t)
	w := &wire{hub: h}
	w.take(ours)
	sent := 0
	for h.count.behind.Load() == 0 && sent < 100_000 {
		w.send(numbered(sent, 7, 3000))
		sent += 7
	}
	if sent*3000 < backlogMost {
		t.Errorf("behind after %d bytes, before the backlog was full", sent*3000)
	}
	frames, resync, code := readOut(t, theirs)
	if !resync || code != Resync {
		t.Errorf("last words: resync %v, code %d", resync, code)
	}
	if frames == 0 || frames >= sent {
		t.Errorf("%d of %d frames came", frames, sent)
	}
	w.Close()
	h.work.Wait()
}

// TestReplayMayBeLong: what a joiner missed may be more than a backlog holds.
func TestReplayMayBeLong(t *testing.T) {
	t.Parallel()
	h := testHub()
	ours, theirs := tcpPair(t)
	w := &wire{hub: h}
	w.take(ours)
	const runs, each = 40, 100
	var rest [][]byte
	for i := range runs {
		rest = append(rest, numbered(i*each, each, 3000))
	}
	w.replay(nil, rest)
	w.send(numbered(runs*each, 10, 3000))
	w.end(Resync, true)
	frames, _, _ := readOut(t, theirs)
	if frames != runs*each+10 {
		t.Errorf("%d frames came, want %d", frames, runs*each+10)
	}
	w.Close()
	h.work.Wait()
}

// TestWhoTakesNothingIsCutOff: five seconds for a chunk, five more for the last words.
func TestWhoTakesNothingIsCutOff(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := testHub()
		ours, theirs := net.Pipe()
		w := &wire{hub: h}
		w.take(ours)
		w.send(numbered(0, 1, 100))
		began := time.Now()
		io.ReadFull(theirs, make([]byte, 50)) // the frame is half written when the reader stops
		<-time.After(chunkTime - time.Millisecond)
		synctest.Wait()
		if h.count.behind.Load() != 0 {
			t.Error("given up too early")
		}
		<-time.After(2 * time.Millisecond)
		synctest.Wait()
		if h.count.behind.Load() != 1 {
			t.Error("not given up in time")
		}
		rest := make([]byte, 52+len(resyncFrame))
		if _, err := io.ReadFull(theirs, rest); err != nil || !bytes.HasSuffix(rest, resyncFrame) {
			t.Errorf("the frame's rest and resync: %q, %v", rest, err)
		}
		if _, err := theirs.Read(make([]byte, 1)); err != nil {
			t.Error(err)
		}
		h.work.Wait() // nobody reads the close frame: the drainer gives up
		if took := time.Since(began); took > 3*chunkTime {
			t.Errorf("cut off after %v", took)
		}
		if _, err := ours.Write(nil); err == nil {
			t.Error("the connection is still open")
		}
	})
}

func TestNothingFollowsTheLastWords(t *testing.T) {
	t.Parallel()
	h := testHub()
	ours, theirs := tcpPair(t)
	w := &wire{hub: h}
	w.take(ours)
	w.send(numbered(0, 1, 10))
	w.end(Replaced, false)
	w.send(numbered(1, 1, 10))
	w.end(Restarting, true)
	if _, err := w.Write([]byte("pong")); err == nil {
		t.Error("gorilla may still write")
	}
	w.Close()
	all, err := io.ReadAll(theirs)
	if err != nil {
		t.Fatal(err)
	}
	if want := append(numbered(0, 1, 10), Replaced.frame()...); !bytes.Equal(all, want) {
		t.Errorf("got %q, want %q", all, want)
	}
}
