package redis

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"jogotonggo/rt-rw"
)

// together is how many events travel in one message at most.
const together = 256

// publish sends what waits, all of it in one message, and between that a probe at every
// beat, by the same way. A connection that failed is not used again.
func (b *Bus) publish(ctx context.Context) {
	tick := time.NewTicker(beat)
	defer tick.Stop()
	client := b.dial()
	defer func() { client.Close() }()
	for {
		var body []byte
		var err error
		select {
		case ns := <-b.queue:
			body, err = b.sealer.copies(b.gather(ns))
		case <-tick.C:
			body, err = b.sealer.probe(b.node)
		case <-ctx.Done():
			return
		}
		if err == nil {
			err = b.send(ctx, client, body)
		}
		if err != nil { // State says it; a line for each would drown the journal
			b.dropped.Add(1)
			client.Close()
			client = b.dial()
		}
	}
}

// gather takes what else waits. The batches belong to others, so the first is not grown in place.
func (b *Bus) gather(ns []rtrw.Notice) []rtrw.Notice {
	ns = ns[:len(ns):len(ns)]
	for len(ns) < together {
		select {
		case more := <-b.queue:
			ns = append(ns, more...)
		default:
			return ns
		}
	}
	return ns
}

func (b *Bus) send(ctx context.Context, client *goredis.Client, body []byte) error {
	ctx, done := context.WithTimeout(ctx, patient)
	defer done()
	return client.Publish(ctx, b.channel, body).Err()
}

// receive subscribes again and again; each subscription ends with its first silence.
func (b *Bus) receive(ctx context.Context, deliver func([]rtrw.Notice)) {
	said := false
	for ctx.Err() == nil {
		heard, err := b.listen(ctx, deliver)
		if ctx.Err() != nil {
			return
		}
		b.reconnects.Add(1)
		if heard || !said { // one line for each loss, not for each try
			said = true
			b.log.Warn("bus_reconnecting", "error", err)
		}
		select {
		case <-time.After(pause + rand.N(pause)):
		case <-ctx.Done():
		}
	}
}

// listen receives on one connection. Pings make a healthy connection speak at every beat;
// go-redis' own channel did not notice 40 s in a black hole, for its ping only writes.
// It says whether anything was heard before it ended.
func (b *Bus) listen(ctx context.Context, deliver func([]rtrw.Notice)) (heard bool, err error) {
	client := b.dial()
	defer client.Close()
	sub := client.Subscribe(ctx, b.channel)
	ctx, end := context.WithCancel(ctx)
	var pinger sync.WaitGroup
	defer pinger.Wait()
	defer sub.Close()
	defer end()
	pinger.Go(func() {
		tick := time.NewTicker(beat)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				sub.Ping(ctx) // a failed one is silence
			case <-ctx.Done():
				sub.Close() // wakes the receiver
				return
			}
		}
	})
	for ctx.Err() == nil {
		m, err := sub.ReceiveTimeout(ctx, silence)
		if err != nil {
			return heard, err
		}
		heard = true
		if m, ok := m.(*goredis.Message); ok {
			b.take(m.Payload, deliver)
		}
	}
	return heard, ctx.Err()
}

func (b *Bus) take(payload string, deliver func([]rtrw.Notice)) {
	ns, probe, err := b.sealer.open(payload)
	switch {
	case err != nil:
		b.rejected.Add(1)
	case probe == b.node:
		b.probed()
	case len(ns) > 0:
		deliver(ns)
	}
}
