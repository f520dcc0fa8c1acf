package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"jogotonggo/deploy/lab"
)

// crowd are people who write without rest. What gets no answer they send again under its key, as
// the app does; now and then one walks away from it.
type crowd struct {
	journal *journal
	wrong   *findings
	mark    string // stands in every text, so that a text is known wherever it turns up
	hot     *hotCases

	gate sync.RWMutex // held by writers while a command is on its way
	quit atomic.Bool
	work sync.WaitGroup
	last atomic.Int64 // when the last answer came, Unix ns
	full atomic.Int64 // answers that said that the disk is full
}

// Between two commands of one writer.
const rest = 4 * time.Millisecond

// add starts a writer that does step over and over.
func (c *crowd) add(step func()) {
	c.work.Go(func() {
		for !c.quit.Load() {
			c.gate.RLock()
			step()
			c.gate.RUnlock()
			pause(rest)
		}
	})
}

func pause(d time.Duration) { <-time.After(d) }

// hold lets what is on its way come to its end and holds writing back until the returned func.
func (c *crowd) hold() (goOn func()) {
	c.gate.Lock()
	return c.gate.Unlock
}

// since gives when boards may begin to be equal: at a moment, or when the last answer came after it.
func (c *crowd) since(moment time.Time) time.Time {
	if last := time.Unix(0, c.last.Load()); last.After(moment) {
		return last
	}
	return moment
}

// end stops all writers.
func (c *crowd) end() {
	c.quit.Store(true)
	c.work.Wait()
}

// household files requests and withdraws most of them.
func (c *crowd) household(p *lab.Person, rng *rand.Rand) func() {
	n := 0
	return func() {
		n++
		id := lab.NewKey()
		if c.send(p, rng, command{Key: id, Case: id, Move: "request"}, c.ask(p, n)).Outcome != accepted || rng.IntN(4) == 0 {
			return
		}
		c.send(p, rng, command{Key: lab.NewKey(), Case: id, Move: "cancel"}, map[string]any{"case": id})
	}
}

func (c *crowd) ask(p *lab.Person, n int) map[string]any {
	return map[string]any{"area": p.Home(), "need": "sembako", "people": 3, "note": fmt.Sprintf("%s yang ke-%d", c.mark, n)}
}

// Tries of one command: how soon again, and for how long.
const (
	again    = 25 * time.Millisecond
	longTime = 40 * time.Second
)

// send makes a command and stays with it until it is answered, or walks away.
func (c *crowd) send(p *lab.Person, rng *rand.Rand, cmd command, body map[string]any) *command {
	cmd.Who = p.Login
	impatient, twice := rng.IntN(10) == 0, rng.IntN(40) == 0
	c.journal.note(&cmd, body)
	began, silent := time.Now(), false // silent: a try got no answer
	for {
		got, err := p.Send("POST", "/aid/"+cmd.Move, cmd.Key, body)
		switch {
		case err == nil && got.Accepted():
			c.answered(&cmd, got)
			if twice {
				c.resend(p, &cmd, body, got)
			}
			return &cmd
		case err == nil && silent && got.Status == http.StatusConflict:
			// Its first try may still be under way, which is told in the same way.
			c.journal.settle(&cmd, unknown, got, result{})
			return &cmd
		case err == nil && final(got.Status):
			c.journal.settle(&cmd, refused, got, result{})
			return &cmd
		case err == nil && got.Status == http.StatusInsufficientStorage:
			c.full.Add(1)
		case err == nil && got.Status == http.StatusUnauthorized:
			_ = p.Enter(lab.DemoSecret) // a session that ended; the next try tells
		}
		silent = silent || err != nil || got.Status >= 500
		if time.Since(began) > longTime {
			c.wrong.add(divergent, "%s %s had no answer for %v: %v %s", cmd.Move, cmd.Key, longTime, err, got)
		}
		if impatient || c.quit.Load() || time.Since(began) > longTime {
			c.journal.settle(&cmd, unknown, got, result{})
			return &cmd
		}
		pause(again)
	}
}

// final are refusals that asking again would not change by itself.
func final(status int) bool {
	return status >= 400 && status < 500 && status != http.StatusUnauthorized && status != http.StatusTooManyRequests && status != http.StatusRequestTimeout
}

func (c *crowd) answered(cmd *command, got lab.Answer) {
	now, err := parse(got)
	if err != nil {
		c.wrong.add(phantom, "%s %s: %v", cmd.Move, cmd.Key, err)
	}
	c.last.Store(time.Now().UnixNano())
	c.journal.settle(cmd, accepted, got, now)
}

// resend sends an answered command once more: the first answer must come back, to the byte.
func (c *crowd) resend(p *lab.Person, cmd *command, body map[string]any, first lab.Answer) {
	got, err := p.Send("POST", "/aid/"+cmd.Move, cmd.Key, body)
	if err == nil && got.Accepted() && (!got.Replayed || got.Status != first.Status || !bytes.Equal(got.Body, first.Body)) {
		c.wrong.add(doubled, "%s %s was answered twice, and differently", cmd.Move, cmd.Key)
	}
}
