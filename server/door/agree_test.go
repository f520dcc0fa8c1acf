package door_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"jogotonggo/server/door"
)

// TestAgree holds the promise that others rely on: the door takes a body if and only if
// the body satisfies the published schema, as an independent validator reads it.
func TestAgree(t *testing.T) {
	t.Parallel()
	form := door.New(reflect.TypeFor[Visit]())
	described := form.Schema("id")
	independent := compile(t, described)
	rapid.Check(t, func(t *rapid.T) {
		body := object(t, described, "body")
		if rapid.Bool().Draw(t, "mutate") {
			mutate(t, body)
		}
		raw, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		byDoor, bySchema := form.Decode(raw, new(Visit)), independent.Validate(parsed)
		if (byDoor == nil) != (bySchema == nil) {
			t.Fatalf("body %s\ndoor: %v\nschema: %v", raw, byDoor, bySchema)
		}
	})
}

func compile(t testing.TB, s *door.Schema) *jsonschema.Schema {
	t.Helper()
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource("mem:///s", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("mem:///s")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// object draws a body that satisfies the schema.
func object(t *rapid.T, s *door.Schema, label string) map[string]any {
	body := map[string]any{}
	required := map[string]bool{}
	for _, name := range s.Required {
		required[name] = true
	}
	for _, name := range s.Order {
		if required[name] || rapid.Bool().Draw(t, label+"."+name) {
			body[name] = one(t, s.Properties[name], label+"."+name+"=")
		}
	}
	return body
}

func one(t *rapid.T, s *door.Schema, label string) any {
	switch {
	case s.Type == "object":
		return object(t, s, label)
	case len(s.Enum) > 0:
		return rapid.SampledFrom(s.Enum).Draw(t, label)
	case s.Type == "boolean":
		return rapid.Bool().Draw(t, label)
	case s.Type == "integer":
		n := rapid.Int64Range(*s.Minimum, *s.Maximum).Draw(t, label)
		return json.Number(fmt.Sprintf(rapid.SampledFrom([]string{"%d", "%d.0", "%d.00e0"}).Draw(t, label+"form"), n))
	case s.Type == "number":
		tenths := rapid.Int64Range(*s.Minimum*10, *s.Maximum*10).Draw(t, label)
		return json.Number(fmt.Sprintf("%d.%d", tenths/10, tenths%10))
	case s.Pattern != "":
		return rapid.StringMatching(s.Pattern).Draw(t, label)
	case s.Format == "date":
		return rapid.StringMatching(`20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])`).Draw(t, label)
	case s.Format == "date-time":
		return rapid.StringMatching(`20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?([Zz]|[+-](0[0-9]|1[0-3]):[0-5][0-9])`).Draw(t, label)
	case s.Format == "uuid":
		return rapid.StringMatching(`[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}`).Draw(t, label)
	}
	least, most := 0, int(*s.MaxLength)
	if s.MinLength != nil {
		least = int(*s.MinLength)
	}
	return rapid.StringN(least, most, -1).Draw(t, label)
}

// mutate changes one thing about a body; sometimes it stays good.
func mutate(t *rapid.T, body map[string]any) {
	names := make([]string, 0, len(body))
	for name := range body {
		names = append(names, name)
	}
	slices.Sort(names) // what rapid draws must not depend on the map's order
	name := rapid.SampledFrom(names).Draw(t, "which")
	switch rapid.IntRange(0, 3).Draw(t, "how") {
	case 0:
		delete(body, name)
	case 1:
		body[name+"_"] = 1
	case 2:
		body[name] = rapid.SampledFrom([]any{nil, "", "x", true, 0, -1, 1.5, 99, map[string]any{}, []any{}, map[string]any{"consent": "other"}, "2026-02-30", "123456"}).Draw(t, "value")
	case 3:
		body[name] = rapid.StringN(0, 600, -1).Draw(t, "text")
	}
}
