package proof

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Every canary of free text begins with this word, and nothing else that the server says
// does: a torn or changed one is found as well.
const chirp = "kenari"

// canary is something that must not be found but where its row of the table says.
type canary struct {
	token string // as it would stand in a leak, in small letters
	row   string // "aid/request/note"
}

// flock is every canary that was let go.
type flock struct {
	text []canary // their tokens begin with chirp
	rest []canary // numbers, days, codes
}

func (f *flock) add(row, token string) {
	c := canary{strings.ToLower(token), row}
	if strings.HasPrefix(c.token, chirp) {
		f.text = append(f.text, c)
	} else {
		f.rest = append(f.rest, c)
	}
}

// torn is the row of a canary that is not whole any more; unsought is that of one which may
// lie anywhere.
const torn, unsought = "torn", ""

// layers is how many wrappings are taken off: base64 in JSON in JSON is three.
const layers = 3

// in names the rows of all canaries found in a body, whatever it is wrapped in.
func (f *flock) in(body []byte) map[string]bool {
	found := map[string]bool{}
	f.look(body, layers, found)
	delete(found, unsought)
	return found
}

func (f *flock) look(body []byte, deep int, found map[string]bool) {
	f.match(bytes.ToLower(body), found)
	if deep == 0 {
		return
	}
	if plain, changed := unescaped(body); changed {
		f.look(plain, deep-1, found)
	}
	coded(body, func(plain []byte) { f.look(plain, deep-1, found) })
}

// match looks for tokens in a body of small letters.
func (f *flock) match(body []byte, found map[string]bool) {
	for rest := body; ; {
		at := bytes.Index(rest, []byte(chirp))
		if at < 0 {
			break
		}
		rest = rest[at:]
		row := torn
		for _, c := range f.text {
			if bytes.HasPrefix(rest, []byte(c.token)) {
				row = c.row
			}
		}
		found[row] = true
		rest = rest[len(chirp):]
	}
	for _, c := range f.rest {
		if bytes.Contains(body, []byte(c.token)) {
			found[c.row] = true
		}
	}
}

// unescaped takes JSON's and other backslash escapes, percent-encoding and character
// references away, all in one pass.
func unescaped(body []byte) (plain []byte, changed bool) {
	if !bytes.ContainsAny(body, `\%&`) {
		return nil, false
	}
	plain = make([]byte, 0, len(body))
	for i := 0; i < len(body); {
		text, n := escape(body[i:])
		if n == 0 {
			plain = append(plain, body[i])
			i++
			continue
		}
		plain, changed, i = append(plain, text...), true, i+n
	}
	return plain, changed
}

// short are the escapes of two characters.
var short = map[byte]string{'"': `"`, '\\': `\`, '/': "/", 'n': "\n", 'r': "\r", 't': "\t", 'b': "\b", 'f': "\f", '\'': "'"}

// escape reads one escape at the beginning of b; n is its length, 0 where there is none.
func escape(b []byte) (text string, n int) {
	switch {
	case len(b) < 2:
	case b[0] == '%':
		return number(b, 1, 2, 16, "")
	case b[0] == '\\' && (b[1] == 'u' || b[1] == 'U'):
		return number(b, 2, 4, 16, "")
	case b[0] == '\\' && b[1] == 'x':
		return number(b, 2, 2, 16, "")
	case b[0] == '\\':
		if text = short[b[1]]; text != "" {
			return text, 2
		}
	case b[0] == '&' && b[1] == '#':
		end := bytes.IndexByte(b[:min(len(b), 10)], ';')
		if end > 3 && b[2]|0x20 == 'x' {
			return number(b, 3, end-3, 16, ";")
		}
		if end > 2 {
			return number(b, 2, end-2, 10, ";")
		}
	}
	return "", 0
}

// number reads digits behind an introduction, and what must stand behind them.
func number(b []byte, from, digits, base int, behind string) (string, int) {
	if len(b) < from+digits+len(behind) {
		return "", 0
	}
	code, err := strconv.ParseUint(string(b[from:from+digits]), base, 21)
	if err != nil {
		return "", 0
	}
	n := from + digits + len(behind)
	if b[0] == '%' || b[1] == 'x' {
		return string([]byte{byte(code)}), n
	}
	return string(utf8.AppendRune(nil, rune(code))), n
}

// leastCoded is the shortest run of letters that is taken for an encoding; leastText is the
// shortest run of print in it that is worth a look.
const leastCoded, leastText = 12, 8

// coded gives what the runs of base64 (standard or for URLs) and of hex in a body hold. A
// run may begin anywhere in its encoding, or in a word before it, so each start is tried.
func coded(body []byte, each func([]byte)) {
	var run, out []byte
	for from := 0; from < len(body); from++ {
		to := from
		run = run[:0]
		for ; to < len(body) && letter64[body[to]] != 0; to++ {
			run = append(run, letter64[body[to]])
		}
		if len(run) >= leastCoded {
			for skip := range 4 {
				if out = decode64(out, run[skip:]); legible(out) {
					each(bytes.Clone(out))
				}
			}
			for skip := range 2 {
				if out = decodeHex(out, body[from+skip:to]); legible(out) {
					each(bytes.Clone(out))
				}
			}
		}
		from = to
	}
}

// legible says whether some of it could be text.
func legible(b []byte) bool {
	run := 0
	for _, c := range b {
		if run++; c < ' ' || c > '~' {
			run = 0
		}
		if run == leastText {
			return true
		}
	}
	return false
}

// letter64 turns both alphabets of base64 into the standard one; 0: not of them.
var letter64 = func() (table [256]byte) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		table[c] = c
	}
	table['-'], table['_'] = '+', '/'
	return table
}()

func decode64(out, run []byte) []byte {
	out = slices.Grow(out[:0], len(run))[:len(run)]
	n, _ := base64.RawStdEncoding.Decode(out, run[:len(run)-len(run)%4]) // as far as it goes
	tail, _ := base64.RawStdEncoding.Decode(out[n:], run[len(run)-len(run)%4:])
	return out[:n+tail]
}

func decodeHex(out, run []byte) []byte {
	out = slices.Grow(out[:0], len(run))[:len(run)/2]
	n, _ := hex.Decode(out, run[:len(run)/2*2]) // up to the first letter that is none
	return out[:n]
}
