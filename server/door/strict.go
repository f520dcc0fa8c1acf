package door

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"unicode/utf8"

	"jogotonggo/rt-rw"
)

// deepest is how many levels of nesting a body may have. Ours need three.
const deepest = 64

// value is one JSON value as it was written.
type value struct {
	kind    kind
	text    string // of a string, or the digits of a number
	yes     bool
	members []member
}

type member struct {
	key   string
	value value
}

// kind is a JSON type.
type kind uint8

const (
	isNull kind = iota
	isBool
	isNumber
	isString
	isArray
	isObject
)

// parse reads one JSON value and nothing after it. Numbers keep their digits, and a key
// may stand only once in its object.
func parse(body []byte) (value, *Refusal) {
	switch {
	case !utf8.Valid(body) || loneSurrogate(body):
		return value{}, malformed("Isi permintaan bukan teks UTF-8.", "The body is not UTF-8 text.")
	case tooDeep(body):
		return value{}, malformed("Isi permintaan bertingkat terlalu dalam.", "The body is nested too deeply.")
	}
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	v, refusal, err := read(dec)
	if err == nil && refusal == nil {
		if _, more := dec.Token(); more != io.EOF {
			return value{}, malformed("Ada isi lain sesudah akhir permintaan.", "There is something after the end of the body.")
		}
	}
	if err != nil {
		return value{}, malformed("Isi permintaan bukan JSON yang benar.", "The body is not proper JSON.")
	}
	return v, refusal
}

func read(dec *json.Decoder) (value, *Refusal, error) {
	tok, err := dec.Token()
	if err != nil {
		return value{}, nil, err
	}
	switch t := tok.(type) {
	case bool:
		return value{kind: isBool, yes: t}, nil, nil
	case json.Number:
		return value{kind: isNumber, text: t.String()}, nil, nil
	case string:
		return value{kind: isString, text: t}, nil, nil
	case json.Delim:
		if t == '{' {
			return readObject(dec)
		}
		return readArray(dec)
	}
	return value{}, nil, nil
}

func readObject(dec *json.Decoder) (value, *Refusal, error) {
	v, seen := value{kind: isObject}, map[string]bool{}
	var stray *Refusal
	for dec.More() {
		tok, err := dec.Token()
		if err != nil {
			return v, nil, err
		}
		key, _ := tok.(string)
		if seen[key] && stray == nil {
			stray = strayKey(key, "duplicate", rtrw.Words{ID: "Kunci ini tertulis dua kali.", EN: "This key stands twice."})
		}
		seen[key] = true
		one, refusal, err := read(dec)
		if err != nil {
			return v, nil, err
		}
		if stray == nil {
			stray = refusal
		}
		v.members = append(v.members, member{key, one})
	}
	_, err := dec.Token()
	return v, stray, err
}

// readArray only walks through: no input has lists, so what is inside is never used.
func readArray(dec *json.Decoder) (value, *Refusal, error) {
	var first *Refusal
	for dec.More() {
		_, refusal, err := read(dec)
		if err != nil {
			return value{}, nil, err
		}
		if first == nil {
			first = refusal
		}
	}
	_, err := dec.Token()
	return value{kind: isArray}, first, err
}

// tooDeep counts brackets outside strings, before anything recurses into them.
func tooDeep(body []byte) bool {
	depth, quoted := 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > deepest {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}

// loneSurrogate finds half of an escaped UTF-16 pair, which encoding/json would quietly
// replace: the text read would not be the text sent.
func loneSurrogate(body []byte) bool {
	for i := 0; i+1 < len(body); i++ {
		if body[i] != '\\' {
			continue
		}
		half := escaped(body[i:])
		switch {
		case half >= 0xdc00 && half <= 0xdfff:
			return true
		case half >= 0xd800 && half <= 0xdbff:
			if low := escaped(body[i+6:]); low < 0xdc00 || low > 0xdfff {
				return true
			}
			i += 11
		default:
			i++
		}
	}
	return false
}

// escaped reads `\uXXXX` at the start of b; -1 where there is none.
func escaped(b []byte) int64 {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return -1
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 32)
	if err != nil {
		return -1
	}
	return int64(n)
}
