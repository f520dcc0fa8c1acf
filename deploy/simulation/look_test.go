package simulation

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"jogotonggo/rt-rw"
)

// judge holds every board against the log and against a fresh one. It is called when all has
// been quiet for a moment; what a board lacks now it would lack for ever.
func (l *life) judge() {
	for _, b := range l.boards {
		if l.broken() {
			return
		}
		b.mu.Lock()
		l.judgeBoard(b)
		b.mu.Unlock()
	}
}

func (l *life) judgeBoard(b *board) {
	if b.gone && l.gone[b.who.id] {
		return
	}
	if !b.seated {
		l.violate("the board of %s does not come back", b.who.name)
		return
	}
	v, err := b.viewer()
	if err != nil {
		l.violate("the grants of %s cannot be read: %v", b.who.name, err)
	}
	may := l.streams.For(v, b.area, l.now())
	slices.Sort(may)
	for _, stream := range b.streams {
		if !slices.Contains(may, stream) {
			l.violate("the board of %s watches a stream that is not its own", b.who.name)
			return
		}
	}
	log := l.logs[b.area.Log()]
	for _, stream := range b.streams {
		var want []told
		for i := range log {
			if e := &log[i]; e.Seq > b.shown.from && slices.Contains(l.streams.Of(e), stream) {
				raw, err := json.Marshal(e.Event)
				if err != nil {
					l.violate("line %d of %s does not marshal: %v", e.Seq, e.Log, err)
				}
				want = append(want, told{e.ID, string(raw)})
			}
		}
		if fault := compared(want, b.shown.got[stream]); fault != "" {
			l.violate("the board of %s %s", b.who.name, fault)
			return
		}
	}
	fresh, err := l.nodes[b.home].desk.Board(context.Background(), v, b.area)
	if err != nil {
		l.violate("the board of %s cannot be read: %v", b.who.name, err)
		return
	}
	if diff := b.shown.differs(fresh, func(id string) bool {
		last := l.lastOf[id]
		if b.who.office && !b.area.Contains(last.Area) && last.Told != "" {
			return false // an office hears of alarms all over its place, and a board of a part shows those that reach who looks
		}
		return slices.ContainsFunc(l.streams.Of(last), func(stream string) bool { return slices.Contains(b.streams, stream) })
	}); diff != "" {
		l.violate("the board of %s: %s", b.who.name, diff)
	}
	l.opened(b, v, fresh)
}

// compared says what is wrong with the events that came on a stream. Lines of one moment stand in
// the log in an order that no seed decides, so it is the first by id that is named.
func compared(want, got []told) string {
	if slices.Equal(want, got) {
		return ""
	}
	log, came := map[string]string{}, map[string]string{}
	for _, t := range want {
		log[t.id] = t.raw
	}
	for _, t := range got {
		came[t.id] = t.raw
	}
	for _, id := range slices.Sorted(maps.Keys(union(log, came))) {
		switch {
		case came[id] == "":
			return fmt.Sprintf("lacks %s, and knows nothing of it", log[id])
		case log[id] == "":
			return fmt.Sprintf("was told %s, which is not on its stream", came[id])
		case came[id] != log[id]:
			return fmt.Sprintf("was told %s, where the log has %s", came[id], log[id])
		}
	}
	return "was told twice or in another order what the log has once"
}

// opened lets who looks open one of the cases that they were told of: whom a frame may reach, may
// know of the case.
func (l *life) opened(b *board, v rtrw.Viewer, fresh *rtrw.Board) {
	var ids []string
	for _, stream := range b.streams {
		for _, t := range b.shown.got[stream] {
			ids = append(ids, l.lineOf[t.id].Case)
		}
	}
	if len(ids) == 0 {
		return
	}
	id := ids[len(ids)/2]
	_, err := l.nodes[b.home].desk.Case(context.Background(), v, id)
	if c := l.cases[id]; rtrw.CodeOf(err) == rtrw.NotFound && c.Closed != 0 {
		return // a household that has withdrawn its consent
	}
	if err != nil {
		l.violate("%s was told of case %s and may not open it: %v", b.who.name, id, err)
	}
}
