package push

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"jogotonggo/rt-rw"
)

const (
	postmen    = 16               // messages under way at once
	setAside   = 30 * time.Second // longer than one may take: then it is due again
	firstPause = 15 * time.Second
	longPause  = 10 * time.Minute
)

// note is what the worker of the app is told.
type note struct {
	ID    string `json:"id,omitempty"` // by which it says that it was shown, and opened
	Tag   string `json:"tag"`
	Text  string `json:"text,omitempty"`
	To    string `json:"to,omitempty"`
	For   string `json:"for,omitempty"` // the account: several people may share a browser
	At    int64  `json:"at,omitempty"`
	Loud  bool   `json:"loud,omitempty"`
	Close bool   `json:"close,omitempty"`
}

func (n note) json() string {
	b, err := json.Marshal(n)
	if err != nil {
		panic("push: a note of plain fields always marshals: " + err.Error())
	}
	return string(b)
}

// Send gives parcels to the push services until none is due.
func (b *Bell) Send(ctx context.Context) time.Duration {
	for ctx.Err() == nil {
		parcels, err := b.Memory.TakeParcels(ctx, b.Now(), setAside, 4*postmen)
		if err != nil {
			b.warn(ctx, "parcels_untaken", err)
			return again
		}
		var work sync.WaitGroup
		desk := make(chan rtrw.Parcel)
		for range min(postmen, len(parcels)) {
			work.Go(func() {
				for p := range desk {
					b.warn(ctx, "parcel_unsettled", b.deliver(ctx, p))
				}
			})
		}
		for _, p := range parcels {
			desk <- p
		}
		close(desk)
		work.Wait()
		if len(parcels) < 4*postmen {
			break
		}
	}
	return b.sleep(ctx)
}

// deliver brings one parcel to its push service, and settles what came of it.
func (b *Bell) deliver(ctx context.Context, p rtrw.Parcel) error {
	phone, err := b.Memory.Phone(ctx, p.Phone)
	if err != nil {
		return err
	}
	now := b.Now()
	if phone == nil || now.UnixMilli() > p.Until || !b.Hosts.Admit(phone.Endpoint) {
		b.stats.lost.Add(1)
		return b.Memory.Drop(ctx, p)
	}
	if p.Payload == "" {
		p.Payload = closing(p.Topic, phone)
	}
	if ctx.Err() != nil {
		return nil
	}
	// What a push service was given it has: a node that stops waits for the answer.
	switch got := b.post.send(context.WithoutCancel(ctx), phone, p, time.UnixMilli(p.Until).Sub(now)); {
	case got.taken:
		b.stats.taken.Add(1)
		return b.Memory.Delivered(context.WithoutCancel(ctx), p)
	case got.gone:
		b.Log.Info("phone_gone", "phone", phone.ID, "status", got.status)
		b.stats.lost.Add(1)
		return b.Memory.LosePhone(ctx, phone.ID)
	case got.later:
		b.stats.again.Add(1)
		return b.Memory.Retry(context.WithoutCancel(ctx), p, now.Add(max(got.after, pause(p.Tries))))
	default:
		b.Log.Warn("push_refused", "status", got.status, "error", got.err)
		b.stats.lost.Add(1)
		return b.Memory.Drop(ctx, p)
	}
}

// pause doubles from try to try.
func pause(tries int) time.Duration {
	return min(firstPause<<min(max(tries-1, 0), 10), longPause)
}

// closing takes a message off the screen. Some systems end a subscription that shows
// nothing; there it is replaced by a quiet word.
func closing(topic string, phone *rtrw.Phone) string {
	n := note{Tag: topic, Close: true}
	if mustShow(phone.Endpoint) {
		n.Text = handled.In(phone.Lang)
	}
	return n.json()
}
