package proof

import (
	"testing"
	"time"

	"jogotonggo/deploy/lab"
)

// follower watches an area as its person and believes nothing (lab.Follower).
type follower struct {
	*lab.Follower
	who  *person
	area string
}

// follow takes a board and then a socket that continues it, and never waits long.
func (p *person) follow(area string) *follower { return p.followAs(area, nil) }

func (p *person) followAs(area string, rest func(tries int) time.Duration) *follower {
	p.t.Helper()
	in, err := (&lab.Person{At: p.node.addr, Token: p.token, HTTP: p.http}).Follow(area, rest, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	f := &follower{in, p, area}
	p.t.Cleanup(f.Stop)
	within(p.t, 10*time.Second, "hello", func() bool { return f.Hellos() > 0 })
	return f
}

// whole fails the test if anything was ever wrong.
func (f *follower) whole(t *testing.T) {
	t.Helper()
	if n := f.Resyncs(); n > 0 {
		t.Errorf("%d times it had to begin anew", n)
	}
	wrong := f.Wrong()
	for i, w := range wrong {
		if t.Error(w.What); i == 9 {
			t.Errorf("and %d more", len(wrong)-10)
			break
		}
	}
}
