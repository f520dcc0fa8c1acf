package simulation

import (
	"slices"
	"sync"
	"testing/synctest"
	"time"

	"jogotonggo/rt-rw"
)

// sitting is a stretch of minutes in which people look at boards, more happens than usual, and
// things break. At its end all is repaired, and within `quiet` every board must be right.
type sitting struct {
	l      *life
	lately []mending
}

// mending is when a fault ends.
type mending struct {
	at time.Time
	do func()
}

const (
	sits  = 100 * time.Second
	quiet = 2 * time.Second
)

func (l *life) sit() {
	s := &sitting{l: l}
	l.boards = nil
	for _, n := range l.nodes {
		n.open()
	}
	l.watch = l.dismissing()
	for _, who := range l.lookers() {
		l.look(who, l.areaOf(who))
	}
	for end := l.now().Add(sits); l.now().Before(end) && !l.broken(); {
		s.mend(l.now())
		l.wait(time.Duration(1+l.dice.IntN(5000)) * time.Millisecond)
		switch n := l.dice.IntN(10); {
		case n < 3:
			s.fault()
		case n < 4:
			l.empty()
		default:
			l.act()
		}
	}
	s.mend(l.now().Add(time.Hour))
	l.weather.clear()
	l.empty()
	l.wait(quiet)
	l.judge()
	for _, b := range l.boards {
		b.leave()
	}
	l.watch()
	for _, n := range l.nodes {
		n.close()
	}
	l.audit()
}

// lookers draws who sits before a screen: some of each office, and somebody at home.
func (l *life) lookers() (who []*person) {
	for _, p := range l.town.people {
		if (p.office || p.house != "" && len(p.grants) > 0) && !l.gone[p.id] && l.dice.IntN(5) == 0 {
			who = append(who, p)
		}
	}
	return who
}

// areaOf is where somebody looks: all of their office or a part of it, or their RT.
func (l *life) areaOf(p *person) rtrw.Area {
	if p.office {
		if g := p.grants[len(p.grants)-1]; g.Area.Depth() != rtrw.House {
			if g.Role == rtrw.DPO { // who has no counts, and the streams of one kelurahan at a time
				return map[rtrw.Area]rtrw.Area{tegalsari.Up(rtrw.City): tegalsari, prapatan.Up(rtrw.City): prapatan}[g.Area]
			}
			if g.Area.Depth() < rtrw.Kelurahan || l.dice.IntN(3) > 0 {
				return g.Area
			}
			return l.areaIn(g.Area) // a part of it
		}
	}
	return p.house.Up(rtrw.RT)
}

// mend ends the faults whose time is over.
func (s *sitting) mend(now time.Time) {
	s.lately = slices.DeleteFunc(s.lately, func(m mending) bool {
		if m.at.After(now) {
			return false
		}
		m.do()
		return true
	})
}

// fault breaks something for a while.
func (s *sitting) fault() {
	l := s.l
	node := l.dice.IntN(2)
	long := time.Duration(200+l.dice.IntN(15_000)) * time.Millisecond
	during := func(what *bool) {
		l.weather.set(func(*weather) { *what = true })
		s.lately = append(s.lately, mending{l.now().Add(long), func() { l.weather.set(func(*weather) { *what = false }) }})
	}
	kind := draw(l, faults, func(f kind) int { return f.often })
	l.done.faults[kind.name]++
	switch kind.name {
	case "bus lossy":
		during(&l.weather.lossy[node])
	case "bus down":
		during(&l.weather.down[node])
	case "log unread":
		during(&l.weather.unread[node])
	case "answers lost":
		during(&l.weather.rain)
	case "socket cut":
		if len(l.boards) > 0 {
			b := pick(l.dice, l.boards)
			b.mu.Lock()
			b.home = l.dice.IntN(2) // and back at another node
			b.mu.Unlock()
			b.cut()
		}
	case "reader slow":
		if len(l.boards) > 0 {
			b := pick(l.dice, l.boards)
			b.pause()
			s.lately = append(s.lately, mending{l.now().Add(long), b.goOn})
		}
	case "node restarted":
		back := l.now().Add(leaving + time.Duration(l.dice.IntN(3000))*time.Millisecond)
		l.nodes[node].stop()
		l.until(back)
		l.disturbed()
		l.nodes[node].start()
		l.nodes[node].open()
	case "house restarted", "house killed":
		l.restart(kind.name == "house killed")
	}
}

type kind struct {
	name  string
	often int
}

var faults = []kind{{"bus lossy", 5}, {"bus down", 4}, {"log unread", 4}, {"answers lost", 4}, {"socket cut", 8}, {"reader slow", 5}, {"node restarted", 3}, {"house restarted", 1}, {"house killed", 1}}

// leaving is longer than a node needs to stop, which depends on how soon its sockets end.
const leaving = 4 * time.Second

// restart stops the whole house, in the middle of commands, or lets it go on from the files as
// they lie there, as after a kill. Whatever was answered must be there; the rest is sent again.
func (l *life) restart(killed bool) {
	back := l.now().Add(leaving + time.Duration(l.dice.IntN(3000))*time.Millisecond)
	letters := l.crowd()
	l.watch()
	l.align()
	l.close(true)
	replies := make([]reply, len(letters))
	var senders sync.WaitGroup
	for i, x := range letters {
		senders.Go(func() { replies[i] = l.carry(x, l.nodes[i%2]) })
	}
	if killed {
		senders.Wait()
		synctest.Wait() // all the writer still does is in the files
		if err := l.copyFiles(); err != nil {
			l.violate("the files cannot be copied: %v", err)
		}
	}
	l.shut()
	senders.Wait()
	l.raise()
	if l.broken() {
		return
	}
	for i, x := range letters { // in the same moment: who was answered before has lost nothing, and nobody else waits
		l.note(x, replies[i], false)
	}
	old := l.nodes
	l.staff()
	for _, x := range letters {
		x.waits = false
		l.note(x, l.carry(x, l.nodes[0]), true)
	}
	l.outbox = slices.DeleteFunc(l.outbox, func(x *letter) bool { return slices.Contains(letters, x) })
	for _, n := range old {
		n.stop()
	}
	l.close(false)
	l.until(back)
	l.disturbed()
	for _, n := range l.nodes {
		n.open()
	}
	l.watch = l.dismissing()
	l.wait(0)
}
