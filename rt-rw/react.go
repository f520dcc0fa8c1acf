package rtrw

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

// Reaction is one line of a service's Reactions: when a move has been made, by another service
// or on another case of its own, this one answers with a move of its own. Services never import
// each other; the cause is named by words, and the start-up check finds a word that names nothing.
type Reaction struct {
	Service, Move string // the cause
	Reply
}

// Reply is what a service does about a cause: a move of its own that admits ByReaction.
type Reply struct {
	Do string

	opens bool
	facts reflect.Type // what it reads of the cause
	input reflect.Type
	plan  func(*Cause) (in any, whom Targets, err error)
}

// Cause is the accepted move that others react to, and its case as it left it.
type Cause struct {
	Now    time.Time
	Move   string
	From   State
	Case   *Case
	By     string // the account that made it; "" where a clock or a door did
	Policy *Policy

	keys Keys
}

// Targets names the cases that a reaction moves; its move's arrow says in which states.
type Targets struct {
	Case string // one that the cause knows; or
	Area Area   // all open ones of the service in here
}

// On declares a reaction: On("screening", "positive", Opening("tell", told)).
func On(service, move string, a Reply) Reaction { return Reaction{service, move, a} }

// Opening answers by opening a case at a place: of a household where that is a house. The
// function reads the facts it names by their json names, sealed ones too, never a text;
// without an input nothing follows.
func Opening[F, I any](do string, how func(*Cause, *F) (in *I, at Area)) Reply {
	return reply(do, true, func(c *Cause, facts *F) (*I, Targets) {
		in, at := how(c, facts)
		return in, Targets{Area: at}
	})
}

// Moving answers by moving cases that are there already.
func Moving[F, I any](do string, how func(*Cause, *F) (in *I, whom Targets)) Reply {
	return reply(do, false, how)
}

func reply[F, I any](do string, opens bool, how func(*Cause, *F) (*I, Targets)) Reply {
	return Reply{do, opens, reflect.TypeFor[F](), reflect.TypeFor[I](), func(c *Cause) (any, Targets, error) {
		facts := new(F)
		if err := c.read(facts); err != nil {
			return nil, Targets{}, err
		}
		in, whom := how(c, facts)
		if in == nil {
			return nil, Targets{}, nil
		}
		return in, whom, nil
	}}
}

// read fills in the facts of the cause's case.
func (c *Cause) read(facts any) error {
	kept, err := keptBy(c.Case, c.keys)
	if err != nil {
		return err
	}
	b, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, facts)
}

// replying is a reaction with the service that declared it.
type replying struct {
	svc *Service
	Reaction
}

// prepareReactions checks that every reaction joins two moves that exist, and that what
// passes between them is there.
func (r *Registry) prepareReactions() {
	r.reactions = map[string][]replying{}
	for _, s := range r.services {
		for _, a := range s.Reactions {
			if mistake := r.mistakeOf(s, &a); mistake != "" {
				panic(fmt.Sprintf("rtrw: service %s: reaction to %s/%s: %s", s.Name, a.Service, a.Move, mistake))
			}
			cause := a.Service + "/" + a.Move
			r.reactions[cause] = append(r.reactions[cause], replying{s, a})
		}
	}
}

func (r *Registry) mistakeOf(s *Service, a *Reaction) string {
	from, _, err := r.find(a.Service, a.Move)
	m := s.byName[a.Do]
	switch {
	case err != nil:
		return "there is no such move"
	case m == nil || !slices.ContainsFunc(m.People.ways, func(w who) bool { return w.rel == system && w.role == Reactor }):
		return fmt.Sprintf("%q is no move by reaction", a.Do)
	case m.Opens() != a.opens:
		return fmt.Sprintf("%q opens a case, or does not", a.Do)
	case m.input != a.input:
		return fmt.Sprintf("%q takes %v, not %v", a.Do, m.input, a.input)
	case (&Command{Input: m.NewInput()}).asks():
		return fmt.Sprintf("%q asks for more than its case", a.Do)
	}
	for i := range a.facts.NumField() {
		f := a.facts.Field(i)
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); !carries(from.data, name, f.Type) {
			return fmt.Sprintf("there is no fact %q of type %v", name, f.Type)
		}
	}
	return ""
}

// asks says whether the input belongs to a kind that needs something read for it.
func (c *Command) asks() bool {
	for _, kind := range []reflect.Type{reflect.TypeFor[Referrer](), reflect.TypeFor[Guesser](), reflect.TypeFor[Counter](), reflect.TypeFor[Tidier](), reflect.TypeFor[interface{ forWhom() For }]()} {
		if reflect.TypeOf(c.Input).Implements(kind) {
			return true
		}
	}
	return false
}

// carries says whether a service's data has a fact of this name and type; texts are none.
func carries(data reflect.Type, name string, as reflect.Type) bool {
	for i := range data.NumField() {
		f := data.Field(i)
		if has, _, _ := strings.Cut(f.Tag.Get("json"), ","); has == name {
			return f.Type == as && f.Type != sealedType
		}
	}
	return false
}

// Reach reads for reactions, inside the transaction of their cause. Everything it gives
// belongs to the cause's log, whose lock is held.
type Reach interface {
	// Case gives a case as it is now, nil where there is none.
	Case(id string) (*Case, error)
	// Open lists the open cases of a service in an area, oldest first.
	Open(service string, at Area) ([]*Case, error)
	// Situation gives what the command's decision depends on, without the case.
	Situation(cmd *Command) (*Situation, error)
}

// Followed is one reaction: its command and what it does, or why a rule let nothing follow.
type Followed struct {
	Command *Command
	Effect  *Effect
	Refused error
}

// React decides what follows from an accepted command, in the order of the declarations.
// Each key is derived from the cause's and the target, so that the same cause has the same
// consequences. Reactions cause none themselves. A rule that says no stops its own reaction
// alone; any other error is a defect, and then the cause must not happen either.
func (r *Registry) React(cmd *Command, x *Effect, s *Situation, secret []byte, reach Reach) (all []Followed, err error) {
	if cmd.cause != nil || len(r.reactions[cmd.Service+"/"+cmd.Move]) == 0 {
		return nil, nil
	}
	c := x.Case
	if svc, _ := r.Service(c.Service); !svc.Inner && s.erased(&c) != nil {
		return nil, nil // a clock ends what an erased household left; nothing begins with it
	}
	cause := &Cause{s.Now, cmd.Move, x.From, &c, cmd.Viewer.Account, s.Policy, s.Keys}
	moved := map[string]*Case{}
	for _, a := range r.reactions[cmd.Service+"/"+cmd.Move] {
		in, whom, err := a.plan(cause)
		if err != nil {
			return nil, err
		}
		if in == nil {
			continue
		}
		targets, err := a.targets(whom, c.ID, reach)
		if err != nil {
			return nil, err
		}
		for _, target := range targets {
			f, err := r.follow(&a, cause, cmd.Key, x, in, target, secret, reach, moved)
			if err != nil {
				return nil, fmt.Errorf("%s/%s in answer to %s/%s: %w", a.svc.Name, a.Do, a.Service, a.Move, err)
			}
			all = append(all, f)
		}
	}
	return all, nil
}

// target is where a reaction acts: a place, or a case.
type target struct {
	at Area
	c  *Case
}

func (a *replying) targets(whom Targets, cause string, reach Reach) (list []target, err error) {
	if a.opens {
		return []target{{at: whom.Area}}, nil
	}
	var cases []*Case
	if whom.Case != "" {
		c, err := reach.Case(whom.Case)
		if err != nil || c == nil || c.Service != a.svc.Name {
			return nil, err
		}
		cases = []*Case{c}
	} else if cases, err = reach.Open(a.svc.Name, whom.Area); err != nil {
		return nil, err
	}
	for _, c := range cases {
		if c.ID != cause && a.svc.byName[a.Do].Leaves(c.State) { // what the cause is about it moved itself
			list = append(list, target{c.Area, c})
		}
	}
	return list, nil
}

func (r *Registry) follow(a *replying, cause *Cause, key string, x *Effect, in any, to target, secret []byte, reach Reach, moved map[string]*Case) (f Followed, err error) {
	if to.at.Log() != cause.Case.Area.Log() {
		return f, fmt.Errorf("%s lies in another log than %s", to.at, cause.Case.Area)
	}
	f.Command = &Command{Service: a.svc.Name, Move: a.Do, Viewer: Viewer{System: Reactor}, Input: in, cause: cause}
	name := string(to.at)
	if to.c == nil {
		f.Command.Area = to.at
	} else {
		name, f.Command.Case = to.c.ID, to.c.ID
	}
	f.Command.Key = DerivedID(secret, key, a.svc.Name, a.Do, name)
	s, err := reach.Situation(f.Command)
	if err != nil {
		return f, err
	}
	if s.Case = to.c; to.c != nil && moved[to.c.ID] != nil {
		s.Case = moved[to.c.ID]
	}
	s.Policy.Records = overlaid(s.Policy.Records, x.Records)
	f.Effect, err = r.Decide(f.Command, s)
	if CodeOf(err) != "" {
		f.Effect, f.Refused, err = nil, err, nil
	}
	if f.Effect != nil {
		moved[f.Effect.Case.ID] = &f.Effect.Case
	}
	return f, err
}

// overlaid lays the rules that a cause has just set over those in force before it.
func overlaid(records, fresh []Record) []Record {
	if len(fresh) == 0 {
		return records
	}
	return append(slices.DeleteFunc(slices.Clone(records), func(old Record) bool {
		return slices.ContainsFunc(fresh, func(r Record) bool { return r.Case == old.Case && r.Name == old.Name })
	}), fresh...)
}

// follows lays out a case that a reaction opens: at the place it named, filed by whoever
// made the cause, or where no person did, by who filed the cause's case.
func (t *Turn) follows(cmd *Command) {
	c := t.Case
	c.House = cmd.Area.Up(House)
	if c.House != "" {
		c.Area = c.House.Up(RT)
	}
	if c.Filer = cmd.cause.By; c.Filer == "" {
		c.Filer = cmd.cause.Case.Filer
	}
}
