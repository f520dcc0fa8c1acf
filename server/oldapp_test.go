package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"jogotonggo/server/api"
	"jogotonggo/server/spec"
)

// first is what the first app sends and reads: the description of the server that it was
// made with, without prose. It is never written again once that app is on somebody's phone;
// what came later may be frozen beside it.
const first = "testdata/first-app.json"

var freeze = flag.Bool("freeze", false, "write what today's app sends and reads as what the first one did")

// TestOldApp: an app that stayed on a phone goes on working. The server takes everything
// that it may send, and gives every field that it may read.
func TestOldApp(t *testing.T) {
	t.Parallel()
	today := agreedToday(t)
	if *freeze {
		if err := os.WriteFile(first, lines(today), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	var then contract
	if err := json.Unmarshal(b, &then); err != nil {
		t.Fatal(err)
	}
	if len(then.Calls) < 80 || len(then.Frames) < 5 {
		t.Fatalf("only %d calls and %d frames", len(then.Calls), len(then.Frames))
	}
	for _, broken := range then.kept(today) {
		t.Error(broken)
	}
}

// contract is what two sides must agree about.
type contract struct {
	Calls   map[string]call   `json:"calls"`  // "POST /aid/request"
	Frames  map[string]schema `json:"frames"` // of the live socket
	Schemas map[string]schema `json:"schemas"`
}

type call struct {
	Asked map[string]parameter `json:"asked,omitempty"` // in the address
	Takes schema               `json:"takes,omitempty"`
	Gives map[string]schema    `json:"gives,omitempty"` // by status
}

type parameter struct {
	Required bool   `json:"required,omitempty"`
	Schema   schema `json:"schema"`
}

// agreedToday reads what the server says of itself today. Founding an empty house is no
// business of an app that is on a phone.
func agreedToday(t *testing.T) contract {
	t.Helper()
	type content map[string]struct{ Schema schema }
	var doc struct {
		Paths      map[string]map[string]describedCall
		Components struct {
			Schemas       map[string]schema
			RequestBodies map[string]struct{ Content content }
		}
	}
	read := func(text []byte, into any) {
		if err := json.Unmarshal(text, into); err != nil {
			t.Fatal(err)
		}
	}
	read(api.Describe(services(), ""), &doc)
	c := contract{map[string]call{}, map[string]schema{}, doc.Components.Schemas}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			if strings.HasPrefix(path, "/setup") {
				continue
			}
			one := call{Asked: map[string]parameter{}, Gives: map[string]schema{}}
			for _, p := range op.Parameters {
				if p.In == "query" {
					one.Asked[p.Name] = parameter{p.Required, p.Schema}
				}
			}
			body := op.RequestBody.Content["application/json"].Schema
			if name, is := strings.CutPrefix(op.RequestBody.Ref, "#/components/requestBodies/"); is {
				body = doc.Components.RequestBodies[name].Content["application/json"].Schema
			}
			one.Takes = body
			for status, answer := range op.Responses {
				if status < "300" {
					one.Gives[status] = answer.Content["application/json"].Schema
				}
			}
			c.Calls[strings.ToUpper(method)+" "+path] = one
		}
	}
	var live struct {
		Components struct{ Schemas map[string]schema }
	}
	read(spec.AsyncAPI(""), &live)
	c.Frames = live.Components.Schemas
	c.strip()
	return c
}

type describedCall struct {
	Parameters []struct {
		Name, In string
		Required bool
		Schema   schema
	}
	RequestBody struct {
		Ref     string `json:"$ref"`
		Content map[string]struct{ Schema schema }
	}
	Responses map[string]struct {
		Content map[string]struct{ Schema schema }
	}
}

// strip takes the prose out.
func (c contract) strip() {
	for _, one := range c.Calls {
		bare(map[string]any(one.Takes))
		for _, p := range one.Asked {
			bare(map[string]any(p.Schema))
		}
		for _, s := range one.Gives {
			bare(map[string]any(s))
		}
	}
	for _, group := range []map[string]schema{c.Frames, c.Schemas} {
		for _, s := range group {
			bare(map[string]any(s))
		}
	}
}

func bare(of any) {
	switch of := of.(type) {
	case map[string]any:
		for key, value := range of {
			_, isText := value.(string)
			if strings.HasPrefix(key, "x-") || isText && (key == "title" || key == "description") || key == "example" || key == "examples" {
				delete(of, key)
				continue
			}
			bare(value)
		}
	case []any:
		for _, one := range of {
			bare(one)
		}
	}
}

// lines writes one call, frame or schema a line, so that a change can be read.
func lines(c contract) []byte {
	var b bytes.Buffer
	b.WriteString("{\n")
	section(&b, "calls", c.Calls)
	b.WriteString(",\n")
	section(&b, "frames", c.Frames)
	b.WriteString(",\n")
	section(&b, "schemas", c.Schemas)
	b.WriteString("\n}\n")
	return b.Bytes()
}

func section[V any](b *bytes.Buffer, name string, all map[string]V) {
	b.WriteString(`"` + name + `": {`)
	for i, key := range slices.Sorted(maps.Keys(all)) {
		value, err := json.Marshal(all[key])
		if err != nil {
			panic(err)
		}
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n\"" + key + `": `)
		b.Write(value)
	}
	b.WriteString("\n}")
}
