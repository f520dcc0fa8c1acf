package door_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// FuzzDecode: the door takes a body if and only if a second reader finds no fault in it, and then
// both have read the same. The second reader is encoding/json, a walk that counts keys, and
// an independent validator of the published schema.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{` + small + `}`, `{` + small + `,"note":"pagi","until":"2026-12-31t23:59:60z","who":"0197A000-0000-7000-8000-00000000000F","code":"000001","on_behalf":{"consent":"spoken"}}`,
		`{` + small + `,"word":"y"}`, `{` + small + `,"w\u006frd":"y"}`, `{` + small + `,"Word":"y"}`, `{` + small + `} {}`, `{` + small + `}x`, `{` + small + `,"x":1}`,
		`{` + strings.Replace(small, `"adults":0`, `"adults":20.0e-1`, 1) + `}`, `{` + strings.Replace(small, `"adults":0`, `"adults":1e999999999`, 1) + `}`,
		`{` + small + `,"note":"\ud83d"}`, `{` + small + `,"note":"\ud83d\ude00 \\ud83d"}`, `{` + small + ",\"note\":\"\xff\"}", `{` + small + `,"note":` + strings.Repeat("[", 70) + strings.Repeat("]", 70) + `}`,
		`{` + small + `,"household":"33.74.08.1006/RW04/RT03/H012"}`, `{` + small + `,"on_behalf":{"consent":"spoken","consent":"written"}}`, ``, `[]`, `null`, "\ufeff{}",
	} {
		f.Add([]byte(seed))
	}
	form := door.New(reflect.TypeFor[Visit]())
	schema := compile(f, form.Schema("id"))
	f.Fuzz(func(t *testing.T, body []byte) {
		var got Visit
		err := form.Decode(body, &got)
		again, sound := reread(body)
		if err != nil {
			var refusal *door.Refusal
			if !errors.As(err, &refusal) || refusal.Code != rtrw.Malformed && refusal.Code != rtrw.Invalid || refusal.Text.ID == "" || refusal.Text.EN == "" {
				t.Fatalf("a refusal that nobody can read: %#v", err)
			}
			// Half a pair and more than 64 levels are the door's own no; encoding/json lets them pass.
			own := half.Match(body) || bytes.Count(body, []byte("{"))+bytes.Count(body, []byte("[")) > 64
			if sound && !own && schema.Validate(again) == nil {
				t.Fatalf("%q is refused: %v %+v", body, err, refusal.Fields)
			}
			return
		}
		if !sound {
			t.Fatalf("%q is taken", body)
		}
		if err := schema.Validate(again); err != nil {
			t.Fatalf("%q is taken: %v", body, err)
		}
		agree(t, body, again.(map[string]any), &got)
	})
}

var half = regexp.MustCompile(`(?i)\\ud[89a-f]`)

// reread reads a body as others do; sound is false where it is no JSON, has something behind it, is
// no UTF-8 or has a key twice.
func reread(body []byte) (v any, sound bool) {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil || !utf8.Valid(body) {
		return nil, false
	}
	type level struct {
		keys map[string]bool
		key  bool // what comes next is one
	}
	var open []level
	for dec := json.NewDecoder(bytes.NewReader(body)); ; {
		token, err := dec.Token()
		if err != nil {
			return v, err == io.EOF
		}
		last := len(open) - 1
		switch name, isText := token.(string); {
		case token == json.Delim('{'):
			open = append(open, level{map[string]bool{}, true})
			continue
		case token == json.Delim('['):
			open = append(open, level{})
			continue
		case token == json.Delim('}'), token == json.Delim(']'):
			open = open[:last]
			last--
		case isText && last >= 0 && open[last].key:
			if open[last].keys[name] {
				return v, false
			}
			open[last].keys[name], open[last].key = true, false
			continue
		}
		if last >= 0 {
			open[last].key = open[last].keys != nil
		}
	}
}

// agree compares what the door put into the struct with what the second reader read.
func agree(t *testing.T, body []byte, again map[string]any, got *Visit) {
	t.Helper()
	for name, text := range map[string]string{"kind": got.Kind, "day": got.Day, "word": got.Word, "note": string(got.Note), "code": got.Code, "household": string(got.Household)} {
		if want, there := again[name].(string); want != text || there && !utf8.ValidString(text) {
			t.Fatalf("%q: %s is %q, and was sent as %q", body, name, text, want)
		}
	}
	if who, _ := again["who"].(string); !strings.EqualFold(who, got.Who) {
		t.Fatalf("%q: who is %q", body, got.Who)
	}
	adults, ok := new(big.Rat).SetString(string(again["adults"].(json.Number)))
	if !ok || adults.Cmp(big.NewRat(int64(got.Adults), 1)) != 0 || got.Alone != again["alone"].(bool) {
		t.Fatalf("%q: adults %d, alone %v", body, got.Adults, got.Alone)
	}
	if _, there := again["until"]; there != (got.Until != nil) {
		t.Fatalf("%q: until is %v", body, got.Until)
	}
}
