package rtrw

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"
)

// Command is one wish to move a case. The phone made its Key; sending it again has no
// second effect.
type Command struct {
	Service, Move string
	Key           string // UUID; of an opening move also the case's id
	Viewer        Viewer // who asks; grants are read again inside the transaction
	Area          Area   // opening moves
	Case          string // later moves
	Version       *int   // refuse when the case is no longer that
	Input         any    // *I of the move
	Body          []byte // what was sent, for the fingerprint

	cause *Cause // what it follows from, of a reaction
}

// Needs lists what a decision must read beside the case and the actor.
type Needs struct {
	People []string // other accounts
	House  Area     // must exist
	Tries  bool     // wrong codes so far
	Count  Area     // the place whose houses must be counted, and those around it
	Open   bool     // how many open cases the household has
	Photos []string // must have been sent
}

// Referrer is an input that names other accounts.
type Referrer interface{ Accounts() []string }

// Guesser is an input that may carry a code.
type Guesser interface{ Guesses() bool }

// Counter is the input of an opening move that counts houses of its area.
type Counter interface{ CountsHouses() }

// Needs tells what the command depends on.
func (c *Command) Needs() (n Needs) {
	if r, ok := c.Input.(Referrer); ok {
		n.People = r.Accounts()
	}
	if g, ok := c.Input.(Guesser); ok {
		n.Tries = g.Guesses()
	}
	if f, ok := c.Input.(interface{ forWhom() For }); ok {
		n.House = f.forWhom().Household
	}
	if _, ok := c.Input.(Counter); ok {
		n.Count = c.Area
	}
	if p, ok := c.Input.(Shower); ok {
		n.Photos = p.Photos()
	}
	_, n.Open = c.Input.(Tidier)
	return n
}

// Situation is what was read: everything a decision depends on.
type Situation struct {
	Now    time.Time
	Actor  Viewer            // as it is now, whatever the session said
	Case   *Case             // nil where there is none
	Posts  []Post            // heads in office over the case's place
	People map[string]Viewer // accounts the input names
	Houses map[Area]bool     // houses the input names
	Counts map[Area]int64    // how many houses the RT has, the RW and the kelurahan
	Beside []*Case           // other open cases around, where the move asks for them
	Open   map[string]int64  // how many open cases a house, or an account for itself, has; inner work left out
	Lives  map[string]int    // how often a house or an account has been erased
	Photos map[string]Upload // those that the input names
	Tries  []string          // HMACs of wrong codes in the present round
	Policy *Policy
	Keys   Keys
}

// Guess is a wrong code to remember.
type Guess struct {
	Case  string
	Round int
	MAC   string
}

// Effect is what an accepted move does; a refused one may leave a Guess alone.
type Effect struct {
	Case    Case
	From    State
	Role    Role
	Mask    Mask
	Texts   []Text
	Grants  []Grant
	Marks   []Mark
	Records []Record
	Erased  []Erasure
	Photos  []Taken
	Guess   *Guess
}

// Decide judges one command against what was read. It is pure: the same situation gives
// the same effect. With an error, only Effect.Guess may be set.
func (r *Registry) Decide(cmd *Command, s *Situation) (*Effect, error) {
	svc, move, err := r.find(cmd.Service, cmd.Move)
	if err != nil {
		return nil, err
	}
	t := &Turn{Now: s.Now, Actor: s.Actor, Key: cmd.Key, facts: s, svc: svc, move: move, effect: &Effect{}}
	if move.Opens() {
		err = t.open(svc, cmd)
	} else {
		err = t.resume(svc, cmd)
	}
	if err != nil {
		return nil, err
	}
	from := t.Case.State
	if err := move.run(t, cmd.Input); err != nil {
		return &Effect{Guess: t.effect.Guess}, err
	}
	to, err := t.into(from)
	if err != nil {
		return nil, err
	}
	if err := t.settle(svc, from, to); err != nil {
		return nil, err
	}
	if err := svc.tell(t.Case); err != nil {
		return nil, err
	}
	t.effect.Case, t.effect.From, t.effect.Role, t.effect.Mask = *t.Case, from, t.Role, svc.maskOf(t.Case)
	return t.effect, nil
}

func (r *Registry) find(service, move string) (*Service, *Move, error) {
	svc, ok := r.Service(service)
	if !ok {
		return nil, nil, Errorf(NotFound, "Layanan ini tidak ada.")
	}
	m, ok := svc.Move(move)
	if !ok {
		return nil, nil, Errorf(NotFound, "Langkah ini tidak ada.")
	}
	return svc, m, nil
}

// open lays out a new case where the actor may open one.
func (t *Turn) open(svc *Service, cmd *Command) error {
	s := t.facts
	now := s.Now.UnixMilli()
	t.Case = &Case{ID: cmd.Key, Service: svc.Name, Area: cmd.Area, Filer: t.Actor.Account, Priority: Ordinary, Opened: now}
	f, household := cmd.Input.(interface{ forWhom() For })
	if household {
		if err := t.chooseHouse(f.forWhom()); err != nil {
			return err
		}
	}
	if cmd.cause != nil {
		t.follows(cmd)
	}
	role, ok := t.move.People.Admits(t.Actor, t.Case, now)
	if !ok {
		return Errorf(Forbidden, "Bapak/Ibu tidak bertugas di wilayah ini.")
	}
	t.Role = role
	t.Case.Lot = lotOf(svc.Name, s.Now, s.Lives[t.Case.Whose()])
	if household && t.Case.House != t.Actor.Household && f.forWhom().OnBehalf == nil {
		return &Error{Code: Refused, Text: "Sebutkan persetujuan keluarga yang dilaporkan.",
			Fields: []Field{{"on_behalf", "required", "Pilih bagaimana keluarga menyetujui laporan ini."}}}
	}
	return nil
}

// chooseHouse completes the area to a house: the one named, or the filer's own.
func (t *Turn) chooseHouse(f For) error {
	house := f.Household
	if house == "" {
		house = t.Actor.Household
		if house == "" || !t.Case.Area.Contains(house) {
			// Who is on duty here lives elsewhere and must name a house; who is not has no business here.
			for _, g := range t.Actor.Grants {
				if g.Role != Resident && g.Role != Pending && g.Area.Overlaps(t.Case.Area) && g.Active(t.Now.UnixMilli()) {
					return AtField("household", "required", "Pilih rumah yang dilaporkan.")
				}
			}
			return Errorf(Forbidden, "Wilayah ini di luar wilayah Bapak/Ibu.")
		}
	} else if !t.Case.Area.Contains(house) || house != t.Actor.Household && !t.facts.Houses[house] {
		return AtField("household", "unknown", "Rumah ini tidak ada di wilayah itu.")
	}
	if house.Log() != t.Case.Area.Log() { // the log of a place above was locked, not that of the house
		return AtField("area", "too_wide", "Pilih kelurahan, RW, atau RT dari rumah ini.")
	}
	t.Case.House, t.Case.Area = house, house.Up(RT)
	return nil
}

// resume takes up an existing case: seen at all, entitled, still that version and state.
func (t *Turn) resume(svc *Service, cmd *Command) error {
	s := t.facts
	gone := Errorf(NotFound, "Laporan tidak ditemukan.")
	if s.Case == nil || s.Case.Service != svc.Name {
		return gone
	}
	c := *s.Case
	t.Case = &c
	role, ok := t.move.People.Admits(t.Actor, &c, s.Now.UnixMilli())
	if !ok && !t.move.Leaves(c.State) { // in a state where nobody has it in hand, that is what is wrong
		role, ok = t.move.People.inAnyHand().Admits(t.Actor, &c, s.Now.UnixMilli())
	}
	if !ok {
		if svc.audienceOf(t.Actor, &c, s.Now) == 0 {
			return gone
		}
		return Errorf(Forbidden, "Langkah ini bukan giliran Bapak/Ibu.")
	}
	t.Role = role
	switch {
	case !svc.Inner && role != Timer && s.erased(&c) != nil: // a clock asks for nobody's data, and its promise stands
		return s.erased(&c)
	case cmd.Version != nil && *cmd.Version != c.Version:
		return Errorf(Conflict, "Laporan ini sudah berubah. Lihat keadaan terbarunya.")
	case !t.move.Leaves(c.State):
		return Errorf(Conflict, "Langkah ini tidak dapat dilakukan pada keadaan sekarang: %s.", svc.Words[string(c.State)].ID)
	case role == Timer && !dueNow(&c, t.move.Name, s.Now):
		return Errorf(Conflict, "Jam laporan ini belum sampai.")
	}
	return nil
}

// settle writes what every move writes: state, turn of the heads, clocks, version.
func (t *Turn) settle(svc *Service, from, to State) error {
	c, now := t.Case, t.Now.UnixMilli()
	fresh := from == "" || from != to
	c.State = to
	if fresh || t.passed || t.taken {
		c.Since = now
	}
	t.turnOfHeads(svc, to, fresh)
	c.Due, c.DueFor = svc.nearest(c, t.facts.Policy)
	c.Version++
	c.Updated = now
	c.Closed = 0
	if svc.IsFinal(to) {
		c.Closed = now
	}
	return nil
}

// turnOfHeads settles whose turn it is: a state in which heads are asked begins with the
// lowest rung; elsewhere somebody is asked only when a move said so with Ask.
func (t *Turn) turnOfHeads(svc *Service, to State, fresh bool) {
	c, rota := t.Case, svc.rotaOf(to)
	switch {
	case fresh && slices.Contains(svc.Asked, to), t.asks && rota != nil:
		c.Level, c.Hops, c.Asked = nextLevel(rota, NoLevel, c.Area, c.House, t.facts.Posts), 0, t.Now.UnixMilli()
	case rota == nil || fresh || t.answered:
		c.Next = NoLevel
		if !slices.Contains(svc.Unverified, to) {
			c.Level, c.Hops = NoLevel, 0
		}
		return
	case c.Level == NoLevel:
		return
	}
	c.Next = nextLevel(rota, c.Level, c.Area, c.House, t.facts.Posts)
}

// Entry makes the log's line of an effect; its place and hash are the store's to give.
func (e *Effect) Entry(cmd *Command) (*Entry, error) {
	payload, err := json.Marshal(&e.Case)
	if err != nil {
		return nil, err
	}
	c := &e.Case
	return &Entry{
		Log: c.Area.Log(), Mask: e.Mask, House: c.House, Actor: cmp.Or(cmd.Viewer.Account, string(cmd.Viewer.System)), Role: e.Role, Payload: payload,
		Event: Event{ID: cmd.Key, At: c.Updated, Area: c.Area, Service: c.Service, Type: cmd.Move, Case: c.ID, From: e.From, State: c.State,
			Priority: c.Priority, Level: c.Level, Next: c.Next, Due: c.Due, DueFor: c.DueFor, Version: c.Version, Told: string(c.Told)},
	}, nil
}

// AsksHeads says whether the command may put a question to heads, so that who holds
// their posts matters.
func (r *Registry) AsksHeads(cmd *Command) bool {
	svc, move, err := r.find(cmd.Service, cmd.Move)
	return err == nil && slices.ContainsFunc(move.To, func(s State) bool { return svc.rotaOf(s) != nil })
}
