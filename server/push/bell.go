package push

import (
	"context"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"jogotonggo/rt-rw"
)

// Memory is what is asked of the store. Changes that another node made first are Conflicts,
// and then nothing was written.
type Memory interface {
	Read(ctx context.Context, log rtrw.Area, after int64, limit int) ([]rtrw.Entry, error)
	Unheard(ctx context.Context) (map[rtrw.Area]int64, error)
	Told(ctx context.Context, areas, within []rtrw.Area, accounts []string) ([]rtrw.Viewer, error)
	Living(ctx context.Context, accounts []string) (map[string]rtrw.Area, error)
	LiveCalls(ctx context.Context, cases []string) ([]rtrw.Call, error)
	Tell(ctx context.Context, log rtrw.Area, from, to int64, made []rtrw.Call, ended, replaced []string) error

	DueCalls(ctx context.Context, now time.Time, limit int) ([]rtrw.Call, error)
	Calm(ctx context.Context, account string, since int64) (int, error)
	QuietOf(ctx context.Context, account string) (rtrw.Quiet, error)
	Phones(ctx context.Context, account string) ([]rtrw.Phone, error)
	Dispatch(ctx context.Context, calls []rtrw.Call, parcels []rtrw.Parcel) error
	Postpone(ctx context.Context, calls []rtrw.Call) error
	NextCall(ctx context.Context) (int64, error)

	TakeParcels(ctx context.Context, now time.Time, aside time.Duration, limit int) ([]rtrw.Parcel, error)
	Phone(ctx context.Context, id string) (*rtrw.Phone, error)
	Delivered(ctx context.Context, p rtrw.Parcel) error
	Retry(ctx context.Context, p rtrw.Parcel, at time.Time) error
	Drop(ctx context.Context, p rtrw.Parcel) error
	LosePhone(ctx context.Context, id string) error
}

// Config is what a bell needs. All of it is needed unless it says else.
type Config struct {
	Memory   Memory
	Registry *rtrw.Registry
	Seed     []byte                              // of the key and of topics, the same on every node
	Hosts    *Hosts                              //
	Contact  string                              // whom a push service may ask: an e-mail address or an https page
	Lease    func(context.Context) (bool, error) // may this node decide now; nil: always
	Every    time.Duration                       // how often lines of other nodes are looked for
	Now      func() time.Time
	Log      *slog.Logger
	Resolver *net.Resolver // nil: the machine's
}

// Bell calls people. Run it on every node: one of them decides, all of them send.
type Bell struct {
	Config
	key    key
	post   post
	heard  chan struct{} // there are new lines
	packed chan struct{} // there are new parcels
	stats  stats
}

type stats struct{ taken, again, lost atomic.Int64 }

// New makes a bell.
func New(cfg Config) *Bell {
	b := &Bell{Config: cfg, key: newKey(cfg.Seed), heard: make(chan struct{}, 1), packed: make(chan struct{}, 1)}
	b.post = post{client: cfg.Hosts.client(cfg.Resolver), key: b.key, contact: cfg.Contact}
	return b
}

// Key is what a browser must be given to subscribe.
func (b *Bell) Key() string { return b.key.public }

// Admit says whether a phone's endpoint may be used.
func (b *Bell) Admit(endpoint string) bool { return b.Hosts.Admit(endpoint) }

// Fits says whether a phone's keys are such.
func (b *Bell) Fits(p256dh, auth string) bool { return KeysFit(p256dh, auth) }

// Poke says that a log has grown. It never waits.
func (b *Bell) Poke() { nudge(b.heard) }

// Stats counts what push services took, what was tried again, and what was given up.
func (b *Bell) Stats() (taken, again, lost int64) {
	return b.stats.taken.Load(), b.stats.again.Load(), b.stats.lost.Load()
}

func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Run reads, decides and sends until ctx ends.
func (b *Bell) Run(ctx context.Context) {
	var work sync.WaitGroup
	work.Go(func() { every(ctx, b.heard, apart, b.Decide) })
	work.Go(func() { every(ctx, b.packed, 0, b.Send) })
	work.Wait()
	b.post.client.CloseIdleConnections()
}

// apart is how far one reading of the logs begins after another, however much is committed:
// each writes down how far it came, beside those whose reports it reads. After a quiet time
// the first line is heard at once, and no phone is woken later than a push service is slow.
const apart = 200 * time.Millisecond

// every does something again after the time that it said, or when woken, but not sooner than
// so much after it began before.
func every(ctx context.Context, wake <-chan struct{}, apart time.Duration, do func(context.Context) time.Duration) {
	for ctx.Err() == nil {
		rest := time.NewTimer(apart)
		timer := time.NewTimer(do(ctx))
		select {
		case <-ctx.Done():
		case <-timer.C:
		case <-wake:
			select {
			case <-rest.C:
			case <-ctx.Done():
			}
		}
		timer.Stop()
		rest.Stop()
	}
}

// warn logs what went wrong, unless the node is stopping or another was faster.
func (b *Bell) warn(ctx context.Context, what string, err error) {
	if err != nil && ctx.Err() == nil && rtrw.CodeOf(err) != rtrw.Conflict {
		b.Log.Warn(what, "error", err)
	}
}
