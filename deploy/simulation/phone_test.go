package simulation

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
)

// letter is a command on a phone, from when it is written until it is answered, and after.
type letter struct {
	cmd     rtrw.Command
	who     *person // nil: the invite door
	place   rtrw.Area
	answer  []byte // the first one, whether or not it reached the phone
	refused bool
	waits   bool // in the outbox
}

// phones remember what was sent.
type phones struct {
	sent     map[string]*letter
	accepted []*letter
	outbox   []*letter
	fresh    []*letter // answered since the last audit
}

func (p *phones) init() { p.sent = map[string]*letter{} }

// reply is what became of one way to a desk and back.
type reply struct {
	body     []byte
	replayed bool
	err      error
	late     bool
}

// patience is how long an answer may take, in the bubble's time, which stands while anybody works.
const patience = 20 * time.Second

// write makes a letter of a command, with a key from the seed.
func (l *life) write(who *person, cmd rtrw.Command) *letter {
	id, err := uuid.NewRandomFromReader(bits{l})
	if err == nil {
		cmd.Body, err = json.Marshal(cmd.Input)
	}
	if err != nil {
		l.violate("a phone cannot write %s/%s: %v", cmd.Service, cmd.Move, err)
	}
	cmd.Key = id.String()
	if who != nil {
		cmd.Viewer = rtrw.Viewer{Account: who.id, Household: who.house}
	}
	x := &letter{cmd: cmd, who: who}
	l.sent[cmd.Key] = x
	return x
}

// bits lets keys come from the seed.
type bits struct{ l *life }

// Read fills b.
func (r bits) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(r.l.dice.Uint32())
	}
	return len(b), nil
}

// carry brings a letter to a desk; many may do so at once.
func (l *life) carry(x *letter, n *node) reply {
	ctx, done := context.WithTimeout(context.Background(), patience)
	defer done()
	cmd := x.cmd
	r, err := n.desk.Do(ctx, &cmd)
	if ctx.Err() != nil {
		return reply{late: true}
	}
	if err != nil {
		return reply{err: err}
	}
	body, err := r.Body(l.cursors)
	return reply{body, r.Replayed, err, false}
}

// send is one way there and back, on which either may be lost.
func (l *life) send(x *letter) {
	if l.broken() {
		return
	}
	l.align()
	n, lost := pick(l.dice, l.nodes[:]), 0
	most := 50
	if l.weather.is(&l.weather.rain) {
		most = 4
	}
	if lost = l.dice.IntN(most); lost == 0 {
		l.done.lost++
		l.later(x)
		return
	}
	l.note(x, l.carry(x, n), false)
	if lost == 1 {
		l.done.lost++
		l.later(x)
	}
	l.wait(0)
}

// later keeps a letter that has no answer yet.
func (l *life) later(x *letter) {
	if !x.waits {
		x.waits = true
		l.outbox = append(l.outbox, x)
	}
}

// note takes an answer in and holds it against the first. Together: others brought the same
// letter in the same moment, and which of them was first is nobody's to say.
func (l *life) note(x *letter, r reply, together bool) {
	code := rtrw.CodeOf(r.err)
	switch {
	case r.late:
		l.violate("%s/%s of %s was not answered within %v", x.cmd.Service, x.cmd.Move, x.cmd.Key, patience)
	case r.err != nil && code == "":
		l.violate("%s/%s of %s fails inside: %v", x.cmd.Service, x.cmd.Move, x.cmd.Key, r.err)
	case code == rtrw.Unavailable:
		l.later(x)
	case code != "" && x.answer != nil:
		if x.who == nil || !l.gone[x.who.id] || code != rtrw.SignedOut {
			l.violate("%s was accepted before and is refused now: %s %v", x.cmd.Key, code, r.err)
		}
	case code != "":
		x.refused = true
		l.done.refused++
		l.fresh = append(l.fresh, x)
	case x.answer == nil:
		if r.replayed && !together {
			l.violate("%s is answered as sent before, and was not", x.cmd.Key)
		}
		x.answer, x.refused = r.body, false
		l.accepted = append(l.accepted, x)
		l.fresh = append(l.fresh, x)
		l.done.commands++
	default:
		l.done.resent++
		if !r.replayed && !together {
			l.violate("%s was accepted before and is done again", x.cmd.Key)
		}
		if !bytes.Equal(r.body, x.answer) {
			l.violate("%s was answered %s and now %s", x.cmd.Key, l.told(x.answer), l.told(r.body))
		}
	}
}

// empty sends what waits in outboxes, once.
func (l *life) empty() {
	waiting := l.outbox
	l.outbox = nil
	for _, x := range waiting {
		x.waits = false
		l.send(x)
	}
}

// together brings letters to the desks in one moment, each to one of them or to both.
func (l *life) together(letters []*letter) {
	l.align()
	var work sync.WaitGroup
	replies := make([][2]*reply, len(letters))
	for i, x := range letters {
		ways := l.nodes[:]
		if l.dice.IntN(2) == 0 {
			ways = ways[i%2 : i%2+1]
		}
		for j, n := range ways {
			r := &reply{}
			replies[i][j] = r
			work.Go(func() { *r = l.carry(x, n) })
		}
	}
	work.Wait()
	l.wait(0)
	for i, x := range letters {
		for _, r := range replies[i] {
			if r != nil {
				l.note(x, *r, true)
			}
		}
	}
}

// again sends an accepted letter once more, after whatever happened since, or with its key
// another one, which must be seen.
func (l *life) again() {
	if len(l.accepted) == 0 {
		return
	}
	x := pick(l.dice, l.accepted)
	if l.dice.IntN(10) > 0 {
		l.send(x)
		return
	}
	l.align()
	other := *x
	other.cmd.Body = append(bytes.Clone(x.cmd.Body), ' ')
	r := l.carry(&other, pick(l.dice, l.nodes[:]))
	if code := rtrw.CodeOf(r.err); x.who != nil && code != rtrw.KeyReused && !(l.gone[x.who.id] && code == rtrw.SignedOut) && code != rtrw.Unavailable {
		l.violate("another body under %s: %v", x.cmd.Key, r.err)
	}
	l.wait(0)
}

// told writes an answer with the place that its cursor seals, for a cursor is another one each time.
func (l *life) told(answer []byte) string {
	var a struct {
		Case   json.RawMessage
		Cursor string
	}
	if err := json.Unmarshal(answer, &a); err != nil {
		return string(answer)
	}
	at, err := l.cursors.Decode(a.Cursor)
	return fmt.Sprintf("%s at line %d of %s (%v)", a.Case, at.Seq, at.Log, err)
}
