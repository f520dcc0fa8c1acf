package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
)

// pocket is what a phone keeps to hand its commands over.
type pocket struct{ Box, Session, Secret string }

// pocketOf asks as a phone does while it has a signal.
func pocketOf(c *caller) (p pocket) {
	c.t.Helper()
	var me struct{ Carry pocket }
	c.get("/me", &me)
	return me.Carry
}

// seal makes an envelope as frontend/src/core/carry.ts does, written down a second time.
func (p pocket) seal(t testing.TB, key, move string, body []byte) string {
	t.Helper()
	unpack := func(s string) []byte {
		b, err := base64.RawURLEncoding.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	box, err := ecdh.P256().NewPublicKey(unpack(p.Box))
	if err != nil {
		t.Fatal(err)
	}
	mine, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	shared, err := mine.ECDH(box)
	if err != nil {
		t.Fatal(err)
	}
	point := mine.PublicKey().Bytes()
	session, id := uuid.MustParse(p.Session), uuid.MustParse(key)
	ids := append(session[:], id[:]...)
	said := append([]byte{byte(len(move))}, binary.BigEndian.AppendUint16(nil, uint16(len(body)))...)
	said = append(append(said, move...), body...)
	h := hmac.New(sha256.New, unpack(p.Secret))
	h.Write(bytes.Join([][]byte{[]byte("jogotonggo carry 1\x00"), point, ids, said}, nil))
	plain := append(h.Sum(ids), said...)
	plain = append(plain, make([]byte, (32-len(plain)%32)%32)...)
	okm, err := hkdf.Key(sha256.New, shared, append(bytes.Clone(point), box.Bytes()...), "jogotonggo carry 1", 44)
	if err != nil {
		t.Fatal(err)
	}
	block, err := aes.NewCipher(okm[:32])
	if err != nil {
		t.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	head := append([]byte{1}, point...)
	return base64.RawURLEncoding.EncodeToString(gcm.Seal(head, okm[32:], plain, head))
}

func (c *caller) carry(envelope string) *reply {
	c.t.Helper()
	return c.send("POST", "/carried", map[string]any{"envelope": envelope})
}

func newKey() string { return uuid.Must(uuid.NewV7()).String() }

func asSent(t testing.TB, body map[string]any) []byte {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestCarried: a report without a signal travels on another's phone. It is its author's, arrives once, and whoever brings it
// reads nothing in it and learns nothing that is not theirs.
func TestCarried(t *testing.T) {
	t.Parallel()
	w := open(t)
	warga, rt, stranger := w.as("warga"), w.as("rt"), w.as("warga2")
	mine := pocketOf(warga)

	t.Run("IsTheAuthorsOwn", func(t *testing.T) {
		key, body := newKey(), ask("KENARI-TITIPAN")
		envelope := mine.seal(t, key, "aid/request", asSent(t, body))
		r := rt.carry(envelope)
		if r.status != 200 || !strings.Contains(string(r.body), key) {
			t.Fatalf("carried: %d %s", r.status, r.body)
		}
		var data struct {
			Cases []struct{ ID string }
		}
		warga.get("/me/data", &data)
		if len(data.Cases) != 1 || data.Cases[0].ID != key {
			t.Errorf("the author has %+v", data.Cases)
		}
		own := warga.with("Idempotency-Key", key).send("POST", "/aid/request", string(asSent(t, body)))
		if own.status != 201 || own.header.Get("Idempotency-Replayed") != "true" {
			t.Errorf("the author's own phone sends it too: %d %s", own.status, own.body)
		}
		if again := rt.carry(envelope); again.status != 200 || again.header.Get("Idempotency-Replayed") != "true" || !bytes.Equal(again.body, r.body) {
			t.Errorf("carried again: %d %s", again.status, again.body)
		}
		if other := stranger.carry(envelope); other.status != 200 || !strings.Contains(string(other.body), `"case":null`) {
			t.Errorf("who may not see the case learns of it: %s", other.body)
		}
	})
	t.Run("WhileBothSendOnce", func(t *testing.T) {
		before := casesOf(t, warga)
		key, body := newKey(), asSent(t, ask("dua jalan"))
		var both sync.WaitGroup
		statuses := make([]int, 16)
		for i := range statuses {
			both.Go(func() {
				if i%2 == 0 {
					statuses[i] = rt.carry(mine.seal(t, key, "aid/request", body)).status
					return
				}
				statuses[i] = warga.with("Idempotency-Key", key).send("POST", "/aid/request", string(body)).status
			})
		}
		both.Wait()
		for i, got := range statuses {
			if want := either(i%2 == 0, 200, 201); got != want {
				t.Errorf("sender %d: %d, want %d", i, got, want)
			}
		}
		if after := casesOf(t, warga); after != before+1 {
			t.Errorf("it arrived %d times", after-before)
		}
	})
	t.Run("TellsNoReason", func(t *testing.T) {
		for name, body := range map[string][]byte{
			"AWrongField":     []byte(`{"area":"` + homeRT + `","need":"KENARI","people":1}`),
			"AnotherRT":       []byte(`{"area":"33.74.08.1006/RW09/RT01","need":"obat","people":1}`),
			"NoJSON":          []byte(`KENARI`),
			"AnUnknownCase":   []byte(`{"case":"` + newKey() + `"}`),
			"NotOnesOwnToAsk": nil,
		} {
			move := "aid/request"
			switch name {
			case "AnUnknownCase":
				move = "aid/cancel"
			case "NotOnesOwnToAsk":
				move = "aid/pass_on"
			}
			r := rt.carry(mine.seal(t, newKey(), move, body))
			if r.status != 422 || strings.Contains(string(r.body), "KENARI") || strings.Contains(string(r.body), "fields") {
				t.Errorf("%s: %d %s", name, r.status, r.body)
			}
		}
	})
	t.Run("ADirectWordPastTheRT", func(t *testing.T) {
		envelope := mine.seal(t, newKey(), "direct/send", []byte(`{"area":"`+homeRT+`","about":"rt_head","text":"KENARI"}`))
		if r := rt.carry(envelope); r.status != 200 || !strings.Contains(string(r.body), `"case":null`) {
			t.Errorf("the RT learns of what went past it: %s", r.body)
		}
	})
	t.Run("Rubbish", func(t *testing.T) {
		whole := mine.seal(t, newKey(), "aid/request", asSent(t, ask("utuh")))
		raw, _ := base64.RawURLEncoding.DecodeString(whole)
		for i := range raw { // every byte of it is guarded
			bent := bytes.Clone(raw)
			bent[i] ^= 1
			if r := rt.carry(base64.RawURLEncoding.EncodeToString(bent)); r.status != 400 {
				t.Fatalf("byte %d changed: %d %s", i, r.status, r.body)
			}
		}
		forged := mine
		forged.Secret = pocketOf(rt).Secret
		for _, envelope := range []string{"AAAA", "!", base64.RawURLEncoding.EncodeToString(raw[:66]), base64.RawURLEncoding.EncodeToString(make([]byte, 400)),
			forged.seal(t, newKey(), "aid/request", asSent(t, ask("palsu")))} {
			if r := rt.carry(envelope); r.status != 400 || r.code() != "malformed" {
				t.Errorf("%.20s…: %d %s", envelope, r.status, r.body)
			}
		}
		if r := (&caller{town: w}).carry(whole); r.status != 401 {
			t.Errorf("without a session: %d", r.status)
		}
	})
	t.Run("EndsWithTheDevice", func(t *testing.T) {
		tetangga := w.as("tetangga")
		lost := pocketOf(tetangga)
		envelope := lost.seal(t, newKey(), "aid/request", asSent(t, ask("HP hilang")))
		if r := tetangga.send("DELETE", "/session", nil); r.status != 204 {
			t.Fatalf("sign out: %d", r.status)
		}
		if r := rt.carry(envelope); r.status != 422 {
			t.Errorf("a revoked device still files: %d %s", r.status, r.body)
		}
	})
	if logs := w.logged(); strings.Contains(logs, "KENARI") || strings.Contains(logs, mine.Secret) {
		t.Error("a carried word or a secret stands in the log")
	}
}

func casesOf(t testing.TB, c *caller) int {
	t.Helper()
	var data struct{ Cases []json.RawMessage }
	c.get("/me/data", &data)
	return len(data.Cases)
}

// TestEnvelopeHidesItsWords: nobody on the way finds a word of it, and two of the same are not alike.
func TestEnvelopeHidesItsWords(t *testing.T) {
	t.Parallel()
	w := open(t)
	mine := pocketOf(w.as("warga"))
	key, body := newKey(), asSent(t, ask("KENARI-DI-JALAN"))
	one, two := mine.seal(t, key, "aid/request", body), mine.seal(t, key, "aid/request", body)
	if one == two {
		t.Error("an envelope repeats itself")
	}
	raw, _ := base64.RawURLEncoding.DecodeString(one)
	id, session := uuid.MustParse(key), uuid.MustParse(mine.Session)
	for _, word := range [][]byte{[]byte("KENARI"), []byte("aid"), []byte(homeRT), []byte("sembako"), id[:], session[:]} {
		if bytes.Contains(raw, word) {
			t.Errorf("%q can be read on the way", word)
		}
	}
}
