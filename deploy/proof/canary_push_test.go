package proof

import (
	"encoding/json"
	"net/http"
	"time"
)

// rings lets somebody be told on a phone of theirs.
func (s *scene) rings(login string) {
	s.Helper()
	if s.phones == nil {
		return
	}
	p := s.people[login]
	var told struct{ Key string }
	p.read("/push", &told)
	b := s.phones.Browser(login, told.Key)
	s.plant("phone@"+login, b.Auth)
	got, err := p.send("POST", "/push/subscriptions", "", map[string]any{"endpoint": b.Endpoint, "p256dh": b.P256dh, "auth": b.Auth})
	if err != nil || got.status != http.StatusCreated {
		s.Fatalf("%s subscribes: %v %s", login, err, got)
	}
}

// pushed gives what came to phones, as their browsers opened it. Once more something happens
// that waits for no hour: a danger sign, told to the head, and to the household and the
// puskesmas once the head has vouched for it.
func (s *scene) pushed() (list []piece) {
	s.Helper()
	id := newKey()
	s.cases = append(s.cases, id)
	danger := map[string]any{"area": rt0403, "since": time.Now().Format(time.DateOnly), "breathless": true, "who": s.word("isolation/report/who@heard")}
	if got, err := s.people["anggota"].send("POST", "/isolation/report", id, danger); err != nil || !got.accepted() {
		s.Fatalf("a danger sign: %v %s", err, got)
	}
	if status, code := s.people["rt"].does("/isolation/verify", id, nil); status != http.StatusOK {
		s.Fatalf("verify: %d %s", status, code)
	}
	told := map[string]bool{}
	within(s.T, 20*time.Second, "a household and the puskesmas are told on their phones", func() bool {
		for _, m := range s.phones.Taken() {
			head, err := json.Marshal(map[string]string{"topic": m.Topic, "urgency": m.Urgency, "ttl": m.TTL, "contact": m.Contact})
			if err != nil {
				s.Fatal(err)
			}
			list = append(list, piece{"push", m.Browser, "message", m.Plain}, piece{"push", m.Browser, "headers", head})
			told[m.Browser] = true
		}
		return told["warga"] && told["nakes"]
	})
	return list
}
