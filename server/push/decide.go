package push

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
)

const (
	linesAtOnce = 200
	callsAtOnce = 200
	again       = time.Second // after something failed
)

// Decide reads what is new in the logs, then gives what is due to the sender. It says how
// long nothing more will be due.
func (b *Bell) Decide(ctx context.Context) time.Duration {
	if b.Lease != nil {
		if mine, err := b.Lease(ctx); err != nil || !mine {
			return b.Every
		}
	}
	heard := b.hear(ctx)
	b.warn(ctx, "calls_unheard", heard)
	rung := b.ring(ctx)
	b.warn(ctx, "calls_unrung", rung)
	if heard != nil || rung != nil {
		return again
	}
	return b.sleep(ctx)
}

// sleep is the time to the next call or parcel, at most Every.
func (b *Bell) sleep(ctx context.Context) time.Duration {
	next, err := b.Memory.NextCall(ctx)
	if err != nil || next == 0 {
		return b.Every
	}
	return min(max(time.UnixMilli(next).Sub(b.Now()), 10*time.Millisecond), b.Every)
}

// hear reads every log on from where it was read.
func (b *Bell) hear(ctx context.Context) error {
	logs, err := b.Memory.Unheard(ctx)
	if err != nil {
		return err
	}
	for log, from := range logs {
		for full := true; full && ctx.Err() == nil; {
			entries, err := b.Memory.Read(ctx, log, from, linesAtOnce)
			if err != nil {
				return err
			}
			if len(entries) == 0 {
				break
			}
			to := entries[len(entries)-1].Seq
			if err := b.tell(ctx, log, from, to, entries); err != nil {
				return err
			}
			from, full = to, len(entries) == linesAtOnce
		}
	}
	return nil
}

// tell writes down what follows from some lines, together with how far they were read.
func (b *Bell) tell(ctx context.Context, log rtrw.Area, from, to int64, entries []rtrw.Entry) error {
	var cases, actors []string
	for i := range entries {
		cases, actors = append(cases, entries[i].Case), append(actors, entries[i].Actor)
	}
	homes, err := b.Memory.Living(ctx, unique(actors))
	if err != nil {
		return err
	}
	live, err := b.Memory.LiveCalls(ctx, unique(cases))
	if err != nil {
		return err
	}
	lines := make([]line, 0, len(entries))
	for i := range entries {
		l, err := lineOf(&entries[i], homes)
		if err != nil {
			return err
		}
		lines = append(lines, l)
	}
	people, err := b.people(ctx, lines)
	if err != nil {
		return err
	}
	p := plans(b.Registry, lines, people, live, b.Now())
	if err := b.Memory.Tell(ctx, log, from, to, p.made, p.ended, p.replaced); err != nil {
		return err
	}
	if len(p.ended) > 0 { // what was on the screens must be closed there
		nudge(b.packed)
	}
	return nil
}

// people lists who could be concerned by some lines: whoever has an office over one of their
// places, lives in the household or within reach, or holds the case.
func (b *Bell) people(ctx context.Context, lines []line) ([]rtrw.Viewer, error) {
	var areas, within []rtrw.Area
	var holders []string
	for _, l := range lines {
		for _, d := range []rtrw.Depth{rtrw.City, rtrw.District, rtrw.Kelurahan, rtrw.RW, rtrw.RT, rtrw.House} {
			if a := l.after.Place().Up(d); a != "" {
				areas = append(areas, a)
			}
		}
		if a := l.after.Area.Up(l.after.Reach); a != "" {
			within = append(within, a)
		}
		if l.after.Holder != "" {
			holders = append(holders, l.after.Holder)
		}
	}
	return b.Memory.Told(ctx, unique(areas), unique(within), unique(holders))
}

// ring hands the calls whose hour has come to the sender, many people at once: an alarm in a
// kelurahan calls thousands.
func (b *Bell) ring(ctx context.Context) error {
	for ctx.Err() == nil {
		due, err := b.Memory.DueCalls(ctx, b.Now(), callsAtOnce)
		if err != nil || len(due) == 0 {
			return err
		}
		groups := slices.Collect(byAccount(due))
		if len(due) == callsAtOnce && len(groups) > 1 { // the last one's may go on
			groups = groups[:len(groups)-1]
		}
		if err := b.callAll(ctx, groups); err != nil {
			return err
		}
		nudge(b.packed)
	}
	return ctx.Err()
}

// byAccount cuts calls in order of accounts into one piece a person.
func byAccount(due []rtrw.Call) iter.Seq[[]rtrw.Call] {
	return func(yield func([]rtrw.Call) bool) {
		for from := 0; from < len(due); {
			to := from + 1
			for to < len(due) && due[to].Account == due[from].Account {
				to++
			}
			if !yield(due[from:to]) {
				return
			}
			from = to
		}
	}
}

// callAll hands over in one transaction; where somebody acted in between, person by person.
func (b *Bell) callAll(ctx context.Context, groups [][]rtrw.Call) error {
	var calls []rtrw.Call
	var parcels []rtrw.Parcel
	for _, due := range groups {
		c, p, err := b.call(ctx, due)
		if err != nil {
			return err
		}
		calls, parcels = append(calls, c...), append(parcels, p...)
	}
	err := b.Memory.Dispatch(ctx, calls, parcels)
	if rtrw.CodeOf(err) != rtrw.Conflict {
		return err
	}
	if len(groups) == 1 {
		return nil // it went or ended meanwhile, and is not due any more
	}
	for _, due := range groups {
		if err := b.callAll(ctx, [][]rtrw.Call{due}); err != nil {
			return err
		}
	}
	return nil
}

// call packs one person's due calls for each of their phones.
func (b *Bell) call(ctx context.Context, due []rtrw.Call) (calls []rtrw.Call, parcels []rtrw.Parcel, err error) {
	account, now := due[0].Account, b.Now()
	quiet, err := b.Memory.QuietOf(ctx, account)
	if err != nil {
		return nil, nil, err
	}
	today, err := b.Memory.Calm(ctx, account, rtrw.DayBegins(now.In(due[0].Area.Location()), 1).UnixMilli())
	if err != nil {
		return nil, nil, err
	}
	phones, err := b.Memory.Phones(ctx, account)
	if err != nil {
		return nil, nil, err
	}
	out, held := packs(due, quiet, today, now)
	if len(held) > 0 {
		if err := b.Memory.Postpone(ctx, held); err != nil {
			return nil, nil, err
		}
	}
	for i := range out {
		c, p := b.wrap(&out[i], account, phones, now)
		calls, parcels = append(calls, c...), append(parcels, p...)
	}
	return calls, parcels, nil
}

// wrap addresses a message.
func (b *Bell) wrap(m *message, account string, phones []rtrw.Phone, now time.Time) ([]rtrw.Call, []rtrw.Parcel) {
	push, tag := uuid.NewString(), m.tag(b.Seed, account)
	for i := range m.calls {
		m.calls[i].Push, m.calls[i].Topic = push, tag
	}
	var parcels []rtrw.Parcel
	for _, p := range phones {
		parcels = append(parcels, rtrw.Parcel{Push: push, Phone: p.ID, Account: account, Topic: tag, Urgency: m.urgency,
			Payload: note{ID: push, Tag: tag, Text: m.text.In(p.Lang), To: p.Opens(m.from), For: account, At: now.UnixMilli(), Loud: m.urgency == high}.json(),
			Due:     now.UnixMilli(), Until: now.Add(m.lives).UnixMilli()})
	}
	return m.calls, parcels
}

func unique[T cmp.Ordered](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}
