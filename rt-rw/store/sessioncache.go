package store

import (
	"sync"
	"time"
)

// sessionCache spares the database a look-up per request. What changed on this node is
// forgotten at once, and what changed on another as soon as Changed tells of it. So an entry
// is good while the last Changed that answered began less than a second ago; where nobody
// asks, or the database does not answer, it is good for a second after it was read.
type sessionCache struct {
	mu        sync.Mutex
	byToken   map[string]cachedSession
	byAccount map[string][]string    // digests of its tokens in byToken
	turn      int64                  // how often something was forgotten
	heard     time.Time              // what was committed before this, Changed has told
	told      map[accountChange]bool // changes that Changed has given
}

type cachedSession struct {
	signed Signed
	read   time.Time
}

// asking is the moment at which the database was asked for what shall be put here.
type asking struct {
	at   time.Time
	turn int64
}

type accountChange struct {
	account string
	at      int64
}

const (
	cacheFor      = time.Second
	cacheMost     = time.Minute // grants and sessions apart, nobody tells of a change
	cacheSessions = 50_000
)

func (c *sessionCache) get(digest string) (Signed, bool, asking) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	k, ok := c.byToken[digest]
	age := now.Sub(k.read)
	ok = ok && age < cacheMost && (age < cacheFor || now.Sub(c.heard) < cacheFor)
	return k.signed, ok, asking{now, c.turn}
}

// put keeps what was read, unless something was forgotten since the database was asked: it
// may be what this entry says.
func (c *sessionCache) put(digest string, s Signed, a asking) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a.turn != c.turn {
		return
	}
	if c.byToken == nil {
		c.byToken, c.byAccount = map[string]cachedSession{}, map[string][]string{}
	}
	if _, known := c.byToken[digest]; !known {
		for old := range c.byToken { // any: which is least used, nobody keeps count of
			if len(c.byToken) < cacheSessions {
				break
			}
			c.drop(c.byToken[old].signed.Account.ID)
		}
		c.byAccount[s.Account.ID] = append(c.byAccount[s.Account.ID], digest)
	}
	c.byToken[digest] = cachedSession{s, a.at}
}

func (c *sessionCache) drop(account string) {
	for _, digest := range c.byAccount[account] {
		delete(c.byToken, digest)
	}
	delete(c.byAccount, account)
}

func (c *sessionCache) forget(accounts ...string) {
	if len(accounts) == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn++
	for _, a := range accounts {
		c.drop(a)
	}
}

// tell keeps the changes that were not told yet and forgets whose they are; those from before
// the first call count as told.
func (c *sessionCache) tell(found []accountChange, since, from int64, asked time.Time) (accounts []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := c.told == nil
	if first {
		c.told = map[accountChange]bool{}
	}
	for _, change := range found {
		if !c.told[change] {
			c.drop(change.account)
			c.turn++
			if !first || change.at > since {
				accounts = append(accounts, change.account)
			}
		}
		c.told[change] = true
	}
	for change := range c.told {
		if change.at <= from {
			delete(c.told, change)
		}
	}
	c.heard = asked
	return accounts
}
