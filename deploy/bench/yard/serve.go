package yard

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"
)

// Config says what to serve.
type Config struct {
	Kind   string        // hub, hub-chan, hub-shard or raw
	Linger time.Duration // of the hub: 0 its own pace, below 0 none
	Redis  string        // redis://…, between two nodes of hub or hub-chan; "": there is one
}

// side is one server: boards come by HTTP to /ws, what to publish by lines.
type side interface {
	http.Handler
	publish(topic int, id string)
}

func newSide(cfg Config) (side, error) {
	switch cfg.Kind {
	case "hub":
		return newAlone(cfg)
	case "hub-chan":
		if cfg.Redis != "" {
			return newBetween(cfg.Redis)
		}
		return newChanHub(), nil
	case "hub-shard":
		return newShardHub(), nil
	case "raw":
		return &bare{topics: map[int]*bareTopic{}}, nil
	}
	return nil, fmt.Errorf("there is no %q to serve", cfg.Kind)
}

// Serve listens on a free port of loopback, says "ready ADDRESS", and does what lines say
// until there are no more:
//
//	publish TOPIC ID   an event, to all boards of a topic
//	commit TOPIC ID    an event that another node publishes is in the log that both read
//	state              collects garbage and answers "state GOROUTINES HEAP BEHIND"
//	profile FILE       begins a CPU profile; the next "profile" ends it and answers "profiled"
func Serve(cfg Config, in io.Reader, out io.Writer) error {
	s, err := newSide(cfg)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go http.Serve(l, reports{s})
	fmt.Fprintln(out, "ready", l.Addr())
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		if err := obey(s, lines.Text(), out); err != nil {
			return err
		}
	}
	return lines.Err()
}

// reports lets phones report, as they do to the product: POST /report?topic=TOPIC with an
// Idempotency-Key. It is acknowledged once it is on its way to the boards, and kept nowhere.
type reports struct{ side }

func (h reports) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		h.side.ServeHTTP(w, r)
		return
	}
	topic, err := strconv.Atoi(r.URL.Query().Get("topic"))
	if err == nil {
		_, err = io.Copy(io.Discard, r.Body)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	id := r.Header.Get("Idempotency-Key")
	h.publish(topic, id)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	fmt.Fprintf(w, `{"id":"%s"}`, id)
}

func obey(s side, line string, out io.Writer) error {
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "publish", "commit":
		topic, id, _ := strings.Cut(rest, " ")
		n, err := strconv.Atoi(topic)
		if err != nil {
			return err
		}
		if word == "publish" {
			s.publish(n, id)
		} else if a, keeps := s.(*alone); keeps {
			a.log.append(n, id)
		}
	case "state":
		fmt.Fprintln(out, state(s))
	case "profile":
		if rest == "" {
			pprof.StopCPUProfile()
			fmt.Fprintln(out, "profiled")
			return nil
		}
		f, err := os.Create(rest)
		if err != nil {
			return err
		}
		return pprof.StartCPUProfile(f)
	default:
		return fmt.Errorf("what is %q?", line)
	}
	return nil
}

func state(s side) string {
	runtime.GC()
	runtime.GC() // what the first one's finalizers let go
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	behind := int64(0)
	if h, ok := s.(interface{ behind() int64 }); ok {
		behind = h.behind()
	}
	return fmt.Sprint("state ", runtime.NumGoroutine(), " ", m.HeapInuse, " ", behind)
}
