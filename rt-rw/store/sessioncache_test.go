package store

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

func signedAs(account string) Signed { return Signed{Account: Account{ID: account}} }

// TestSessionIsBelieved: a second after it was read without a word from others, a minute
// while Changed answers, and not a moment after its account changed.
func TestSessionIsBelieved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c sessionCache
		is := func(want bool, when string) {
			t.Helper()
			if _, ok, _ := c.get("token"); ok != want {
				t.Errorf("%s: believed %t", when, ok)
			}
		}
		read := func() {
			_, _, asked := c.get("token")
			c.put("token", signedAs("ani"), asked)
		}
		hear := func(changes ...accountChange) []string { return c.tell(changes, 0, -1, time.Now()) }

		read()
		is(true, "just read")
		<-time.After(cacheFor)
		is(false, "a second later, nobody asks for changes")

		hear()
		read()
		for range 20 {
			<-time.After(500 * time.Millisecond)
			hear()
		}
		is(true, "ten seconds later, changes are heard")
		<-time.After(cacheFor)
		is(false, "the database has been silent for a second")
		hear()
		is(true, "it answers again, and tells of nothing")
		if told := hear(accountChange{"ani", 1}); len(told) != 1 {
			t.Errorf("told of %v", told)
		}
		is(false, "the account has changed elsewhere")

		read()
		c.forget("budi")
		is(true, "somebody else's was forgotten")
		c.forget("ani")
		is(false, "it changed here")

		read()
		for range 2 * cacheMost / time.Second {
			hear()
			<-time.After(500 * time.Millisecond)
		}
		is(false, "a minute after it was read")
	})
}

// TestSessionReadBeforeAChange: what the database said before a change was told is not kept after it.
func TestSessionReadBeforeAChange(t *testing.T) {
	var c sessionCache
	_, _, asked := c.get("token")
	c.forget("ani")
	c.put("token", signedAs("ani"), asked)
	if _, ok, _ := c.get("token"); ok {
		t.Error("an entry from before the change is believed")
	}
	_, _, asked = c.get("token")
	c.tell([]accountChange{{"ani", 1}}, 0, -1, time.Now())
	c.put("token", signedAs("ani"), asked)
	if _, ok, _ := c.get("token"); ok {
		t.Error("an entry from before another node's change is believed")
	}
}

// TestSessionsAreBounded: however many people, the cache holds so many, and forgets all of an account.
func TestSessionsAreBounded(t *testing.T) {
	var c sessionCache
	for i := range cacheSessions + 100 {
		_, _, asked := c.get("")
		c.put(fmt.Sprint("token", i), signedAs(fmt.Sprint("account", i/2)), asked)
	}
	if n := len(c.byToken); n > cacheSessions || n < cacheSessions-2 {
		t.Errorf("%d sessions are held", n)
	}
	held := 0
	for _, digests := range c.byAccount {
		held += len(digests)
	}
	if held != len(c.byToken) {
		t.Errorf("%d digests by account for %d sessions", held, len(c.byToken))
	}
}
