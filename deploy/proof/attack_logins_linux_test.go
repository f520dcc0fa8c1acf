package proof

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// guess tries to sign in from an address, as the proxy in front tells it.
func (n *node) guess(client *http.Client, from, login, secret string) (status int, wait int, err error) {
	body, err := json.Marshal(map[string]string{"login": login, "secret": secret})
	if err != nil {
		return 0, 0, err
	}
	req, err := http.NewRequest("POST", n.url("/session"), bytes.NewReader(body))
	if err != nil {
		return 0, 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Forwarded-For", from)
	res, err := client.Do(req)
	if err != nil {
		return 0, 0, err
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return 0, 0, err
	}
	wait, _ = strconv.Atoi(res.Header.Get("Retry-After"))
	return res.StatusCode, wait, nil
}

// A flood of wrong passwords and made-up names costs what two hashes at a time cost, opens nothing, slows down who
// tries one name again and again, and shuts out nobody who knows their own.
func TestLogins(t *testing.T) { // not beside others: it takes what the machine has
	times := amount(t, "JT_PROOF_LOGINS", 1_000)
	n := newNode(t, "JT_DATA="+t.TempDir(), "JT_LIMITS=on", "JT_TRUSTED_PROXIES=127.0.0.1")
	n.start()
	n.alive(t)
	before, _ := n.memory()
	known := []string{"rt", "rw", "lurah", "warga", "staf"}
	var compared, turned, unwell atomic.Int64
	var next atomic.Int64
	var flood sync.WaitGroup
	began := time.Now()
	for range 64 {
		flood.Go(func() {
			client := &http.Client{Timeout: 60 * time.Second, Transport: &http.Transport{}}
			defer client.CloseIdleConnections()
			for i := int(next.Add(1)); i <= times; i = int(next.Add(1)) {
				// Every tenth try is the first of a pair of address and name; the other nine go on with one that was there.
				pair := rand.IntN(i/10 + 1)
				login := fmt.Sprintf("tebak%d", pair)
				if pair%2 == 0 {
					login = known[pair%len(known)]
				}
				status, wait, err := n.guess(client, fmt.Sprintf("10.%d.%d.%d", pair>>16&255, pair>>8&255, pair&255), login, fmt.Sprintf("salah %d", i))
				switch {
				case err != nil:
					t.Errorf("guess %d: %v", i, err)
				case status == http.StatusUnauthorized:
					compared.Add(1)
				case status == http.StatusTooManyRequests && wait > 0:
					turned.Add(1)
				case status == http.StatusServiceUnavailable && wait > 0:
					unwell.Add(1)
				default:
					t.Errorf("guess %d is answered %d, wait %d", i, status, wait)
				}
			}
		})
	}
	over := make(chan struct{})
	go func() {
		flood.Wait()
		close(over)
	}()
	honest, again, worst, client := 0, 0, time.Duration(0), &http.Client{Timeout: 60 * time.Second}
	for waiting := true; waiting; honest++ {
		at := time.Now()
		// A phone behind the address of a mobile network; told to come back, it does.
		status, wait, err := n.guess(client, "36.68.1.9", known[honest%len(known)], "jogotonggo")
		for ; err == nil && status == http.StatusServiceUnavailable && time.Since(at) < 2*time.Minute; again++ {
			pause(time.Duration(wait) * time.Second)
			status, wait, err = n.guess(client, "36.68.1.9", known[honest%len(known)], "jogotonggo")
		}
		if worst = max(worst, time.Since(at)); err != nil || status != http.StatusOK {
			t.Errorf("somebody who knows the password is answered %d, %v, after %v", status, err, time.Since(at))
			break
		}
		select {
		case <-over:
			waiting = false
		default:
		}
	}
	<-over
	took := time.Since(began)
	said := n.bounded(before, 300*mib)
	if compared.Load()+turned.Load()+unwell.Load() != int64(times) || turned.Load() == 0 || compared.Load() == 0 {
		t.Errorf("%d compared, %d turned away, %d told to come back", compared.Load(), turned.Load(), unwell.Load())
	}
	t.Logf("measured: %d guesses in %.0f s: %d compared, %d answered 429 with Retry-After, %d answered 503; %d honest sign-ins beside, told %d times to come back, the slowest in %v; %s",
		times, took.Seconds(), compared.Load(), turned.Load(), unwell.Load(), honest, again, worst.Round(time.Millisecond), said)
}
