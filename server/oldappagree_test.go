package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// schema is a piece of JSON Schema.
type schema map[string]any

// kept lists every way in which today's server would turn the app of then away.
func (then contract) kept(today contract) (broken []string) {
	for _, name := range slices.Sorted(maps.Keys(then.Calls)) {
		old := then.Calls[name]
		now, there := today.Calls[name]
		if !there {
			broken = append(broken, name+" is gone")
			continue
		}
		for p, is := range old.Asked {
			if _, taken := now.Asked[p]; !taken {
				broken = append(broken, fmt.Sprintf("%s is not asked for %s any more", name, p))
				continue
			}
			broken = append(broken, then.fits(today, name+"?"+p, is.Schema, now.Asked[p].Schema)...)
		}
		for p, is := range now.Asked {
			if is.Required && !old.Asked[p].Required {
				broken = append(broken, fmt.Sprintf("%s wants %s", name, p))
			}
		}
		if len(now.Takes) > 0 {
			broken = append(broken, then.fits(today, name, old.Takes, now.Takes)...)
		}
		for status, is := range old.Gives {
			answer, given := now.Gives[status]
			if !given {
				broken = append(broken, fmt.Sprintf("%s does not answer %s any more", name, status))
				continue
			}
			broken = append(broken, today.gives(then, name+" "+status, answer, is, nil)...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(then.Frames)) {
		if now, there := today.Frames[name]; there {
			broken = append(broken, today.gives(then, "frame "+name, now, then.Frames[name], nil)...)
		} else {
			broken = append(broken, "frame "+name+" is gone")
		}
	}
	return broken
}

// open follows a reference.
func (c contract) open(s schema) schema {
	ref, _ := s["$ref"].(string)
	if ref == "" {
		return s
	}
	name := ref[strings.LastIndex(ref, "/")+1:]
	if found, ok := c.Schemas[name]; ok {
		return found
	}
	return c.Frames[name]
}

// fits: whatever the old schema lets an app send, the new one takes.
func (then contract) fits(today contract, at string, old, now schema) (broken []string) {
	old, now = then.open(old), today.open(now)
	no := func(format string, args ...any) { broken = append(broken, at+": "+fmt.Sprintf(format, args...)) }
	if !allAmong(types(old), types(now)) {
		no("takes %v, was %v", types(now), types(old))
	}
	for _, key := range slices.Sorted(maps.Keys(now)) {
		was, had := old[key]
		switch is := now[key]; key {
		case "type", "$schema", "default", "properties", "additionalProperties":
		case "enum":
			if !had || !allAmong(list(was), list(is)) {
				no("takes only %v of %v", is, was)
			}
		case "minimum", "minLength", "minItems":
			if !had || number(is) > number(was) {
				no("%s is %v, was %v", key, is, was)
			}
		case "maximum", "maxLength", "maxItems":
			if !had || number(is) < number(was) {
				no("%s is %v, was %v", key, is, was)
			}
		case "required":
			if !allAmong(list(is), list(was)) {
				no("requires %v, required %v", is, was)
			}
		case "items":
			broken = append(broken, then.fits(today, at+"[]", sub(was), sub(is))...)
		default: // a rule of which nothing is known may not change
			if !reflect.DeepEqual(was, is) {
				no("%s is %v, was %v", key, is, was)
			}
		}
	}
	mine, theirs := sub(old["properties"]), sub(now["properties"])
	for _, name := range slices.Sorted(maps.Keys(mine)) {
		if _, taken := theirs[name]; !taken {
			if now["additionalProperties"] == false {
				no("%s is not taken any more", name)
			}
			continue
		}
		broken = append(broken, then.fits(today, at+"."+name, sub(mine[name]), sub(theirs[name]))...)
	}
	return broken
}

// gives: whatever the old app may read in an answer, the new one holds in the same form.
// Words of an enum may grow; the app shows the server's title of what it does not know.
func (today contract) gives(then contract, at string, now, old schema, seen []string) (broken []string) {
	if ref, _ := old["$ref"].(string); ref != "" {
		if slices.Contains(seen, ref) {
			return nil
		}
		seen = append(slices.Clone(seen), ref)
	}
	now, old = today.open(now), then.open(old)
	no := func(format string, args ...any) { broken = append(broken, at+": "+fmt.Sprintf(format, args...)) }
	if len(types(old)) > 0 && !allAmong(types(now), types(old)) {
		no("gives %v, gave %v", types(now), types(old))
	}
	for _, key := range []string{"oneOf", "anyOf", "const"} {
		if was, had := old[key]; had && !reflect.DeepEqual(was, now[key]) {
			no("%s is %v, was %v", key, now[key], was)
		}
	}
	if !allAmong(list(old["required"]), list(now["required"])) {
		no("always gives %v, gave %v", now["required"], old["required"])
	}
	theirs, mine := sub(now["properties"]), sub(old["properties"])
	for _, name := range slices.Sorted(maps.Keys(mine)) {
		if _, given := theirs[name]; !given {
			no("%s is not given any more", name)
			continue
		}
		broken = append(broken, today.gives(then, at+"."+name, sub(theirs[name]), sub(mine[name]), seen)...)
	}
	for _, key := range []string{"items", "additionalProperties"} {
		if was := sub(old[key]); len(was) > 0 {
			broken = append(broken, today.gives(then, at+"[]", sub(now[key]), was, seen)...)
		}
	}
	return broken
}

func sub(of any) schema {
	switch of := of.(type) {
	case map[string]any:
		return of
	case schema:
		return of
	}
	return nil
}

func list(of any) []any {
	all, _ := of.([]any)
	return all
}

func types(of schema) []any {
	switch is := of["type"].(type) {
	case string:
		return []any{is}
	case []any:
		return is
	}
	return nil
}

func number(of any) float64 {
	n, _ := of.(float64)
	return n
}

// allAmong says whether the bigger list has all of the smaller; none at all is everything.
func allAmong(small, big []any) bool {
	return !slices.ContainsFunc(small, func(one any) bool {
		return !slices.Contains(big, one) && !(one == "integer" && slices.Contains(big, any("number")))
	})
}

// TestOldAppIsHeard: each of these changes would break an app on somebody's phone, and each
// of the others would not.
func TestOldAppIsHeard(t *testing.T) {
	t.Parallel()
	const was = `{"calls": {"POST /aid/request": {
		"takes": {"type": "object", "additionalProperties": false, "required": ["need"], "properties": {
			"need": {"type": "string", "enum": ["beras", "obat"]}, "people": {"type": "integer", "minimum": 1, "maximum": 9}, "note": {"type": "string", "maxLength": 500}}},
		"gives": {"201": {"$ref": "#/components/schemas/Receipt"}}}},
		"frames": {"Event": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}},
		"schemas": {"Receipt": {"type": "object", "required": ["cursor"], "properties": {"cursor": {"type": "string"}, "due": {"type": ["string", "null"]}}}}}`
	for change, heard := range map[string]bool{
		`"POST /aid/request"=>"POST /aid/ask"`:                                                            true,
		`"required": ["need"]=>"required": ["need", "people"]`:                                            true,
		`["beras", "obat"]=>["beras"]`:                                                                    true,
		`["beras", "obat"]=>["beras", "obat", "air"]`:                                                     false,
		`"maximum": 9=>"maximum": 8`:                                                                      true,
		`"maximum": 9=>"maximum": 20`:                                                                     false,
		`"maxLength": 500=>"maxLength": 500, "pattern": "^a"`:                                             true,
		`, "note": {"type": "string", "maxLength": 500}=>`:                                                true,
		`"note": {"type": "string"=>"more": {"type": "string"}, "note": {"type": "string"`:                false,
		`"people": {"type": "integer"=>"people": {"type": "string"`:                                       true,
		`"people": {"type": "integer"=>"people": {"type": "number"`:                                       false,
		`"gives": {"201"=>"gives": {"200"`:                                                                true,
		`"cursor": {"type": "string"}, =>`:                                                                true,
		`"required": ["cursor"]=>"required": []`:                                                          true,
		`"required": ["cursor"]=>"required": ["cursor", "due"]`:                                           false,
		`"due": {"type": ["string", "null"]}=>"due": {"type": "string"}`:                                  false,
		`"cursor": {"type": "string"}=>"cursor": {"type": ["string", "null"]}`:                            true,
		`"properties": {"id": {"type": "string"}}=>"properties": {"ID": {"type": "string"}}`:              true,
		`"frames": {"Event"=>"frames": {"Happening"`:                                                      true,
		`"due": {"type": ["string", "null"]}=>"due": {"type": ["string", "null"]}, "x": {"type": "null"}`: false,
	} {
		before, after, _ := strings.Cut(change, "=>")
		is := strings.Replace(was, before, after, 1)
		if is == was {
			t.Errorf("%s changes nothing", change)
		}
		var then, today contract
		if err := json.Unmarshal([]byte(was), &then); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(is), &today); err != nil {
			t.Fatalf("%s: %v", change, err)
		}
		if broken := then.kept(today); (len(broken) > 0) != heard {
			t.Errorf("%s: %v", change, broken)
		}
	}
}
