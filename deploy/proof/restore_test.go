package proof

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	mrand "math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jogotonggo/rt-rw/store/storetest"
)

// TestRestoreDrill does what a kelurahan fears: the backup was made under writing, 200 more reports came, the disk is
// lost, another machine is built from the stick and the sheet, and the phones come back. Nothing of what anybody was
// told is missing afterwards, and nothing is there twice.
func TestRestoreDrill(t *testing.T) {
	t.Parallel()
	t.Run("embedded", func(t *testing.T) {
		drill(t, []string{"JT_DATA=" + t.TempDir()}, []string{"JT_DATA=" + filepath.Join(t.TempDir(), "new")})
	})
	if !configured() {
		return
	}
	t.Run("postgres", func(t *testing.T) {
		secret := "JT_SECRET=" + rand.Text() + rand.Text()
		on := func() []string {
			return []string{"JT_DATA=" + t.TempDir(), "JT_DATABASE_URL=" + storetest.Postgres(t).Config().URL, secret}
		}
		drill(t, on(), on())
	})
}

// journal is what one phone keeps of what it sent: it sends all of it again, in its order.
type journal struct {
	mu   sync.Mutex
	who  *person
	sent []sent
}

// acts sends a command and writes it down, as a phone does, before anybody has answered.
func (j *journal) acts(t *testing.T, path, key string, body map[string]any) {
	t.Helper()
	j.mu.Lock()
	defer j.mu.Unlock()
	got, err := j.who.send("POST", path, key, body)
	if err != nil || !got.accepted() {
		t.Fatalf("%s: %v %s", path, err, got)
	}
	j.sent = append(j.sent, sent{who: j.who, path: path, key: key, body: body, got: got, known: true})
}

const tail = 200 // reports after the backup

func drill(t *testing.T, old, anew []string) {
	first := newNode(t, old...)
	first.start()
	stick, sheet := t.TempDir(), filepath.Join(t.TempDir(), "lembar.txt")
	printed, code := first.cli("backup", "keys")
	if code != 0 || os.WriteFile(sheet, []byte(printed), 0o600) != nil {
		t.Fatalf("backup keys: exit %d\n%s", code, printed)
	}
	recipient := printed[strings.Index(printed, "\nPenerima")+1:]
	recipient = strings.TrimSpace(recipient[strings.Index(recipient, "age1"):])

	phones := map[string]*journal{}
	for _, login := range []string{"warga", "tetangga", "warga2", "rt", "rt2"} {
		phones[login] = &journal{who: first.signIn(login)}
	}
	c := write(t, time.Millisecond, phones["warga"].who, phones["tetangga"].who, phones["warga2"].who)
	within(t, 30*time.Second, "writing goes on", func() bool { return c.acks.Load() > 60 })
	said, code := first.cli("backup", "--to", stick, "--recipient", recipient)
	if code != 0 {
		t.Fatalf("backup: exit %d\n%s", code, said)
	}
	for _, s := range c.end() {
		for _, j := range phones {
			if j.who == s.who {
				j.sent = append(j.sent, s)
			}
		}
	}
	newcomer := lastHours(t, first, phones)

	// The disk is lost, with all that was written on it since.
	first.kill()
	if err := os.RemoveAll(first.setting("JT_DATA")); err != nil {
		t.Fatal(err)
	}
	second := newNode(t, anew...)
	files, _ := filepath.Glob(filepath.Join(stick, "*Z.age"))
	if len(files) != 1 {
		t.Fatalf("on the stick: %v", files)
	}
	if out, code := second.cli("restore", files[0], "--identity", sheet); code != 0 {
		t.Fatalf("restore: exit %d\n%s", code, out)
	}
	second.verify()
	had := second.events()
	second.start()
	filled, waited := comeBack(t, second, phones, newcomer)
	exactlyOnce(t, second, phones)
	now := second.events()
	second.stop()
	second.verify()
	if now != had+int(filled)+1 { // somebody joined anew
		t.Errorf("%d events were restored, %d came again, and there are %d", had, filled, now)
	}
	if filled < tail {
		t.Errorf("only %d commands were missing: the drill lost too little", filled)
	}
	t.Logf("measured: %s %d events restored, %d commands filled in by phones (%d times too early, tried again), 0 lost, 0 doubled, verify clean", strings.Split(said, "\n")[0], had, filled, waited)
}

// lastHours is what happens after the backup: residents file, heads verify, somebody joins and files too.
func lastHours(t *testing.T, n *node, phones map[string]*journal) (newcomer *journal) {
	t.Helper()
	heads := map[string]string{"warga": "rt", "tetangga": "rt", "warga2": "rt2"}
	filers := []string{"warga", "tetangga", "warga2"}
	for i := range tail {
		who := filers[i%len(filers)]
		key := newKey()
		phones[who].acts(t, "/aid/request", key, ask(phones[who].who.home(), fmt.Sprintf("sesudah cadangan, yang ke-%d", i)))
		if i%3 > 0 {
			continue
		}
		phones[heads[who]].acts(t, "/aid/verify", newKey(), map[string]any{"case": key})
		if i%2 == 0 {
			phones[who].acts(t, "/aid/cancel", newKey(), map[string]any{"case": key})
		}
	}
	newcomer = &journal{who: joins(t, phones["rt"].who.at(n), phones["warga"].who.house)}
	phones["newcomer"] = newcomer
	for i := range 3 {
		newcomer.acts(t, "/aid/request", newKey(), ask(newcomer.who.home(), fmt.Sprintf("dari anggota baru, %d", i)))
	}
	return newcomer
}

// joins lets a head invite a house, and somebody of it come in.
func joins(t *testing.T, head *person, house string) *person {
	t.Helper()
	var made struct{ Invite struct{ Code string } }
	must(t, head, "/invites", map[string]any{"house": house}, &made)
	p := &person{t: t, node: head.node, house: house, http: head.http}
	var in struct{ Token string }
	must(t, p, "/invites/accept", map[string]any{"code": made.Invite.Code, "name": "Bu Anyar"}, &in)
	p.token = in.Token
	return p
}

// comeBack lets every phone send its journal again, heads first and all at once. What is refused because another phone
// has not come yet waits its turn. It gives how many commands the server lacked, and how many were too early.
func comeBack(t *testing.T, n *node, phones map[string]*journal, newcomer *journal) (filled, early int64) {
	t.Helper()
	// The server does not know who joined after the backup; they come in by another code, as somebody new.
	if got, err := newcomer.who.at(n).send("GET", "/me", "", nil); err != nil || got.status != http.StatusUnauthorized {
		t.Fatalf("who joined after the backup is told: %v %s", err, got)
	}
	newcomer.who = joins(t, phones["rt"].who.at(n), newcomer.who.house)
	var fresh, tooEarly atomic.Int64
	round := func(j *journal) (left []sent) {
		for _, s := range j.sent {
			if ahead(t, j.who.at(n), s) {
				tooEarly.Add(1)
				left = append(left, s)
				continue
			}
			got, err := j.who.at(n).send("POST", s.path, s.key, s.body)
			switch {
			case err != nil:
				t.Errorf("sent again: %v", err)
			case got.accepted() && !got.replayed:
				fresh.Add(1)
			case got.accepted():
			case got.status == http.StatusNotFound || got.status == http.StatusConflict:
				tooEarly.Add(1)
				left = append(left, s)
			default:
				t.Errorf("%s sent again: %s", s.path, got)
			}
		}
		return left
	}
	waiting := map[*journal][]sent{}
	for _, head := range []string{"rt", "rt2"} { // nothing that they judged is there yet
		waiting[phones[head]] = round(phones[head])
	}
	var work sync.WaitGroup
	var mu sync.Mutex
	for _, j := range phones {
		if _, done := waiting[j]; done {
			continue
		}
		work.Go(func() {
			pause(time.Duration(mrand.IntN(50)) * time.Millisecond)
			left := round(j)
			mu.Lock()
			defer mu.Unlock()
			waiting[j] = left
		})
	}
	work.Wait()
	for range 5 {
		for j, left := range waiting {
			waiting[j] = round(&journal{who: j.who, sent: left})
		}
	}
	for j, left := range waiting {
		if len(left) > 0 {
			t.Errorf("%d commands of %s found no place", len(left), j.who.house)
		}
	}
	return fresh.Load(), tooEarly.Load()
}

// ahead says whether a report would be withdrawn before its head has said again what he said before: a phone lets such
// steps of others come first (frontend/src/core/refill.ts).
func ahead(t *testing.T, p *person, s sent) bool {
	t.Helper()
	if s.path != "/aid/cancel" || !s.known {
		return false
	}
	var was struct{ Case struct{ Version int } }
	if err := json.Unmarshal(s.got.body, &was); err != nil {
		t.Errorf("the answer was %s", s.got)
	}
	got, err := p.send("GET", "/cases/"+s.body["case"].(string), "", nil)
	if err != nil || got.status != http.StatusOK {
		return false
	}
	var is opened
	if err := json.Unmarshal(got.body, &is); err != nil {
		t.Errorf("the case is %s", got)
	}
	return is.Case.Version < was.Case.Version-1
}

// exactlyOnce: every command that anybody was told had been taken stands in the log, once.
func exactlyOnce(t *testing.T, n *node, phones map[string]*journal) {
	t.Helper()
	where := count(n.signIn("lurah").log(tegalsari, ""))
	lost, doubled := 0, 0
	for _, j := range phones {
		for _, s := range j.sent {
			switch times := where[s.key]; {
			case times == 0 && s.known:
				lost++
			case times > 1:
				doubled++
			}
		}
	}
	if lost+doubled > 0 {
		t.Errorf("%d lost, %d doubled", lost, doubled)
	}
}

// must posts something that is no command and reads the answer.
func must(t *testing.T, p *person, where string, body map[string]any, into any) {
	t.Helper()
	got, err := p.send("POST", where, "", body)
	if err != nil || !got.accepted() {
		t.Fatalf("%s: %v %s", where, err, got)
	}
	if err := json.Unmarshal(got.body, into); err != nil {
		t.Fatalf("%s: %v in %s", where, err, got)
	}
}
