package rtrw

import (
	"encoding/json"
	"fmt"
)

// Private is personal text on its way in. It never leaves by accident: it does not
// marshal and prints as dots; Turn.Seal is its only way into a case.
type Private string

// String prints dots, so that a log line or an error never carries the text.
func (Private) String() string { return "•••" }

// GoString does the same for %#v.
func (Private) GoString() string { return `rtrw.Private("•••")` }

// MarshalJSON writes dots.
func (Private) MarshalJSON() ([]byte, error) { return []byte(`"•••"`), nil }

// slog has no method of its own here: it prints a Private through String.
var _ fmt.Stringer = Private("")

// Sealed is what a case keeps of personal text: which text of the case, and the digest
// of its ciphertext, "2:kJ3…". The ciphertext lies apart, under the subject's key.
// "" means there is no text.
type Sealed string

// Text is one ciphertext beside a case.
type Text struct {
	Case   string
	Sealed Sealed
	Cipher []byte
}

// Keys are the subject's key at work. The same text at the same place gives the same
// ciphertext, which keeps a decision pure.
type Keys interface {
	// Seal encrypts the text; place makes the nonce, and must differ for each text of the subject.
	Seal(subject, place, text string) (cipher []byte, err error)
	// Open decrypts; after erasure it fails with Erased.
	Open(subject string, cipher []byte) (text string, err error)
	// Digits gives n decimal digits, never all noughts, that only the key can tell.
	Digits(subject, place string, n int) (string, error)
	// Print fingerprints a body under the subject's key.
	Print(subject string, body []byte) ([]byte, error)
}

// Refs lists the texts that a case's data keeps, the keys of its photos among them.
func (s *Service) Refs(data json.RawMessage) (refs []Sealed, err error) {
	var kept map[string]any
	if err := json.Unmarshal(data, &kept); err != nil {
		return nil, fmt.Errorf("data of a case of %s: %w", s.Name, err)
	}
	for _, f := range s.fields {
		ref, _ := kept[f.json].(string)
		if f.photo {
			key, _ := Photo(ref).cut()
			ref = string(key)
		}
		if (f.text || f.photo) && ref != "" {
			refs = append(refs, Sealed(ref))
		}
	}
	return refs, nil
}
