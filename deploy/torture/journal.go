package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"jogotonggo/deploy/lab"
)

// outcome is what the rig knows of a command.
type outcome string

const (
	underway outcome = ""
	accepted outcome = "accepted"
	refused  outcome = "refused"
	unknown  outcome = "unknown" // no answer came, and nobody asked again: it may stand in the log or not
)

// command is one line of the journal. It holds no text of what was sent, only its digest.
type command struct {
	Key     string        `json:"key"`
	Who     string        `json:"who"`
	Move    string        `json:"move"`
	Case    string        `json:"case"`
	Digest  string        `json:"digest"`
	Version int           `json:"if_version,omitempty"` // what the sender believed, 0: nothing
	Began   time.Duration `json:"began"`                // since the rig began
	Ended   time.Duration `json:"ended,omitempty"`
	Outcome outcome       `json:"outcome,omitempty"`
	Status  int           `json:"status,omitempty"`
	At      time.Time     `json:"at,omitzero"`  // by the clock of the node that answered
	Now     result        `json:"now,omitzero"` // the case after it, where it was accepted
}

// result is what an answer says of the case.
type result struct {
	State   string `json:"state"`
	Version int    `json:"version"`
}

// read is somebody's look at a case.
type look struct {
	Case         string
	Began, Ended time.Duration
	Seen         result
}

// journal is what the rig knows by itself, in memory and, for who wonders afterwards, in a file.
type journal struct {
	began time.Time
	mu    sync.Mutex
	file  *os.File
	err   error // the first that the file gave
	order []*command
	byKey map[string]*command
	looks []look
	acks  int
}

func openJournal(file string) (*journal, error) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	return &journal{began: time.Now(), file: f, byKey: map[string]*command{}}, nil
}

func (j *journal) close() error { return errors.Join(j.err, j.file.Close()) }

// note writes a command down before it is sent.
func (j *journal) note(c *command, body map[string]any) {
	b, _ := json.Marshal(body) // of strings and numbers
	sum := sha256.Sum256(b)
	c.Digest = hex.EncodeToString(sum[:8])
	j.mu.Lock()
	defer j.mu.Unlock()
	c.Began = time.Since(j.began)
	j.order, j.byKey[c.Key] = append(j.order, c), c
	j.write(c)
}

// settle writes down what became of it.
func (j *journal) settle(c *command, how outcome, got lab.Answer, now result) {
	j.mu.Lock()
	defer j.mu.Unlock()
	c.Ended, c.Outcome, c.Status, c.At, c.Now = time.Since(j.began), how, got.Status, got.At, now
	if how == accepted {
		j.acks++
	}
	j.write(c)
}

func (j *journal) saw(id string, began time.Time, now result) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.looks = append(j.looks, look{id, began.Sub(j.began), time.Since(j.began), now})
}

func (j *journal) write(v any) {
	b, err := json.Marshal(v)
	if err == nil {
		_, err = j.file.Write(append(b, '\n'))
	}
	if j.err == nil {
		j.err = err
	}
}

func (j *journal) acked() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.acks
}

// parse reads the case out of an answer.
func parse(a lab.Answer) (r result, err error) {
	var body struct{ Case result }
	if err := json.Unmarshal(a.Body, &body); err != nil || body.Case.Version == 0 {
		return r, fmt.Errorf("no case in %s", a)
	}
	return body.Case, nil
}
