package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"jogotonggo/deploy/bench/fleet"
)

// writers are clients that keep their connections and send one report after another, each waiting
// for its answer. They write bytes, because net/http's client costs more than most servers.
type writers struct {
	addr    string
	n       int
	request func(nth int64, id string) []byte // a whole HTTP request
	nth     atomic.Int64

	acked atomic.Int64
	mu    sync.Mutex
	took  fleet.Hist // from request to answer
}

// forThe keeps all writers busy for a time.
func (w *writers) forThe(ctx context.Context, length time.Duration) error {
	end := time.Now().Add(length)
	return w.all(ctx, func(send func(due time.Time) error) error {
		for time.Now().Before(end) {
			if err := send(time.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// paced sends so many a second; a report counts as sent when it was due.
func (w *writers) paced(ctx context.Context, rate int, length time.Duration) error {
	due := make(chan time.Time, rate)
	go func() {
		defer close(due)
		start, step := time.Now(), time.Second/time.Duration(rate)
		for n := 0; time.Duration(n)*step < length; n++ {
			at := start.Add(time.Duration(n) * step)
			time.Sleep(time.Until(at))
			due <- at
		}
	}()
	return w.all(ctx, func(send func(due time.Time) error) error {
		for at := range due {
			if err := send(at); err != nil {
				for range due { // let the clock go
				}
				return err
			}
		}
		return nil
	})
}

// count sends so many, as fast as they are answered.
func (w *writers) count(ctx context.Context, n int) error {
	var left atomic.Int64
	left.Store(int64(n))
	return w.all(ctx, func(send func(due time.Time) error) error {
		for left.Add(-1) >= 0 {
			if err := send(time.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *writers) all(ctx context.Context, work func(send func(due time.Time) error) error) error {
	var wg sync.WaitGroup
	wrong := make([]error, w.n)
	for i := range w.n {
		wg.Go(func() {
			conn, err := net.Dial("tcp", w.addr)
			if err != nil {
				wrong[i] = err
				return
			}
			defer conn.Close()
			defer context.AfterFunc(ctx, func() { conn.Close() })()
			in := bufio.NewReader(conn)
			var took fleet.Hist
			wrong[i] = work(func(due time.Time) error {
				began := time.Now()
				if _, err := conn.Write(w.request(w.nth.Add(1)-1, fleet.Stamp(due))); err != nil {
					return err
				}
				if err := created(in); err != nil {
					return err
				}
				took.Add(time.Since(began))
				w.acked.Add(1)
				return nil
			})
			w.mu.Lock()
			w.took.Merge(&took)
			w.mu.Unlock()
		})
	}
	wg.Wait()
	for _, err := range wrong { // what is wrong with one is wrong with all
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// created reads an answer and demands that it says 200 or 201.
func created(in *bufio.Reader) error {
	line, err := in.ReadString('\n')
	if err != nil {
		return err
	}
	length := 0
	for {
		head, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		if len(head) <= 2 {
			break
		}
		if name, value, _ := strings.Cut(string(head), ":"); strings.EqualFold(name, "Content-Length") {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				return err
			}
		}
	}
	if !strings.HasPrefix(line, "HTTP/1.1 201") && !strings.HasPrefix(line, "HTTP/1.1 200") {
		body, _ := in.Peek(min(length, in.Size()))
		return fmt.Errorf("a report was answered %s: %s", strings.TrimSpace(line), body)
	}
	_, err = in.Discard(length)
	return err
}

const note = "Ibu baru pulang dari rumah sakit dan belum boleh ke luar. Di rumah ada dua anak kecil dan kakek. Beras habis sejak kemarin, air galon tinggal satu. Tolong taruh di pagar saja, nanti kami ambil. Kalau bisa sekalian popok ukuran M, dan telepon dulu."

// report is what the nth resident's phone sends: some 400 bytes of body.
func (p *product) report(nth int64, id string) []byte {
	who := p.residents[nth%int64(len(p.residents))]
	return post(p.Addr, "/api/v1/aid/request", "Authorization: Bearer "+who.token+"\r\n", id, askFor(string(who.rt)))
}

func askFor(area string) string {
	return `{"area":"` + area + `","need":"sembako","people":4,"note":"` + note + `"}`
}

func post(addr, target, header, id, body string) []byte {
	return fmt.Appendf(make([]byte, 0, 900), "POST %s HTTP/1.1\r\nHost: %s\r\n%sIdempotency-Key: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		target, addr, header, id, len(body), body)
}
