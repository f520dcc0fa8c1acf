package carry

import (
	"bytes"
	"crypto/ecdh"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"testing"

	"github.com/google/uuid"
)

// FuzzEnvelope: an envelope that opens is the one that a phone sealed. inside is fuzzed as well, under
// the right cipher: whoever has a phone of their own still signs for nobody else's.
func FuzzEnvelope(f *testing.F) {
	box := New(func(purpose string) []byte {
		sum := sha256.Sum256([]byte(purpose))
		return sum[:]
	})
	one := sha256.Sum256([]byte("a phone")) // the same in every process that fuzzes
	phone, err := ecdh.P256().NewPrivateKey(one[:])
	if err != nil {
		f.Fatal(err)
	}
	point := phone.PublicKey().Bytes()
	seal := func(t testing.TB, plain []byte) []byte {
		shared, err := phone.ECDH(box.key.PublicKey())
		if err != nil {
			t.Fatal(err)
		}
		cipher, nonce, err := keysOf(shared, point, box.key.PublicKey().Bytes())
		if err != nil {
			t.Fatal(err)
		}
		head := append([]byte{version}, point...)
		return cipher.Seal(head, nonce, plain, head)
	}
	session, key := uuid.MustParse("0197a000-0000-7000-8000-00000000000f"), uuid.MustParse("0197a000-0000-7000-8000-00000000000e")
	letter := func(by []byte, move, body string) []byte {
		rest := append([]byte{byte(len(move))}, binary.BigEndian.AppendUint16(nil, uint16(len(body)))...)
		rest = append(append(rest, move...), body...)
		h := hmac.New(sha256.New, by)
		h.Write(bytes.Join([][]byte{[]byte(purpose + "\x00"), point, session[:], key[:], rest}, nil))
		return bytes.Join([][]byte{session[:], key[:], h.Sum(nil), rest, make([]byte, 7)}, nil)
	}
	plain := letter(box.secretOf(session.String()), "aid/request", `{"need":"obat"}`)
	whole := seal(f, plain)
	if got, err := box.Open(whole); err != nil || got.Move != "aid/request" || string(got.Body) != `{"need":"obat"}` || got.Session != session.String() || got.Key != key.String() {
		f.Fatalf("%+v %v", got, err)
	}
	f.Add([]byte(nil), []byte(nil))
	f.Add(whole, plain)
	f.Add(whole[:len(whole)-1], plain[:len(plain)-20])
	f.Add(append([]byte{2}, whole[1:]...), letter([]byte("guessed"), "aid/request", "{}"))
	f.Add(append(bytes.Clone(whole), 0), append(bytes.Clone(plain), make([]byte, 25)...))
	f.Add(bytes.Repeat([]byte{4}, headSize), bytes.Repeat([]byte{0xff}, fixedSize))
	f.Fuzz(func(t *testing.T, envelope, inside []byte) {
		if _, err := box.Open(envelope); err == nil && !bytes.Equal(envelope, whole) {
			t.Fatalf("% x opens", envelope)
		}
		got, err := box.Open(seal(t, inside))
		if err != nil {
			return
		}
		signed := len(plain) - 7 // the noughts at the end are under the cipher alone
		if len(inside) < signed || !bytes.Equal(inside[:signed], plain[:signed]) || got.Move != "aid/request" {
			t.Fatalf("%+v was signed by nobody", got)
		}
	})
}
