package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/rtrwtest"
)

// walk makes a new case and brings it along a road. Whatever the asker may do with the own
// hand, the asker does; the rest the makers do. With live, by the server; else by the pure
// rule alone, and the clock is put back. Who had no hand in it is given back as nil; who
// had, with what it was granted on the way.
func (s *street) walk(road []stride, asker *seated, live bool) (c *rtrw.Case, hand *seated) {
	keys := rtrw.Keys(rtrwtest.Keys{})
	if live {
		keys = s.house.store.Keys()
	} else {
		defer s.turn(s.clock.now())
	}
	var granted []rtrw.Grant
	defer func() { s.renew(granted) }() // those who hold more than one role now, but for the one who asks
	for _, st := range road {
		s.turn(s.clock.now().Add(st.wait))
		by := s.by(st)
		next, effect := s.step(keys, st, by, c)
		if next == nil && asker == nil {
			cmd, _ := s.command(st.service, st.move, by.viewer, st.area, c)
			_, err := s.decide(keys, cmd, c, nil)
			s.t.Fatalf("%s/%s by %s, which was found to be the way: %v", st.service.Name, st.move.Name, by, err)
		}
		if asker != nil && asker.login != "" && st.maker >= 0 {
			me := asker
			if hand != nil {
				me = hand
			}
			if mine, done := s.step(keys, st, me, c); mine != nil && related(mine) && (next == nil || mine.State == next.State) {
				one := *me
				one.viewer.Grants = slices.Concat(one.viewer.Grants, done.Grants)
				by, hand, next, effect = &one, &one, mine, done
			}
		}
		if next == nil {
			return nil, hand // what the asker did before took the move out of the makers' hands
		}
		if c = next; live {
			if st.move.Opens() {
				s.clear(st.service, st.move, by.viewer, st.area)
			}
			c = s.make(st, by, next)
			s.follow(effect)
			granted = append(granted, slices.DeleteFunc(effect.Grants, func(g rtrw.Grant) bool { return hand != nil && g.Account == hand.viewer.Account })...)
		}
	}
	return c, hand
}

// follow takes in what a move of the server did beside the case and its grants.
func (s *street) follow(x *rtrw.Effect) {
	s.undone, s.around.of = nil, nil
	for _, e := range x.Erased {
		s.lives[e.Place]++
	}
	if len(x.Records) > 0 {
		s.refresh()
	}
}

// make lets the server do what the pure rule allowed, and reads the case back.
func (s *street) make(st stride, by *seated, next *rtrw.Case) *rtrw.Case {
	s.t.Helper()
	defer func() { s.around.of = nil }()
	cmd, body := s.command(st.service, st.move, by.viewer, st.area, next)
	if st.maker < 0 {
		if _, err := s.house.desk.Do(s.t.Context(), cmd); err != nil {
			s.t.Fatalf("%s/%s by a clock: %v", cmd.Service, cmd.Move, err)
		}
	} else if status, answer := s.send(by, "POST", "/"+cmd.Service+"/"+cmd.Move, cmd.Key, body); status >= 300 {
		s.t.Fatalf("%s/%s by %s, who may: %d %s", cmd.Service, cmd.Move, by, status, answer)
	}
	id := cmd.Key
	if !st.move.Opens() {
		id = next.ID
	}
	f, err := s.house.store.Find(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return &f.Case
}

// send makes one request of the API and reads the answer.
func (s *street) send(by *seated, method, path, key string, body any) (int, []byte) {
	s.t.Helper()
	return s.sendTo(by, method, "/api/v1"+path, key, body)
}

// sendTo is send to any path of the server.
func (s *street) sendTo(by *seated, method, path, key string, body any) (int, []byte) {
	s.t.Helper()
	var in io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			s.t.Fatal(err)
		}
		in = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(context.WithoutCancel(s.t.Context()), method, s.at+path, in)
	if err != nil {
		s.t.Fatal(err)
	}
	if by.token != "" {
		req.Header.Set("Authorization", "Bearer "+by.token)
	}
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	resp, err := s.client.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return resp.StatusCode, answer
}
