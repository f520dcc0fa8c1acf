package door_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// Visit uses every kind of field that a declaration may have.
type Visit struct {
	Kind   string       `json:"kind" validate:"required,oneof=tengok antar" id:"Apa" en:"What" choices:"Tengok|Antar;Look in|Bring"`
	Adults int          `json:"adults" validate:"min=0,max=30" id:"Dewasa" en:"Adults"`
	Alone  bool         `json:"alone" id:"Sendiri" en:"Alone"`
	Day    string       `json:"day" validate:"datetime=2006-01-02" id:"Hari" en:"Day"`
	Word   string       `json:"word" validate:"required,max=20" id:"Kata" en:"Word"`
	Note   rtrw.Private `json:"note,omitempty" validate:"max=500" id:"Catatan" en:"Note"`
	Until  *time.Time   `json:"until,omitempty" id:"Sampai" en:"Until"`
	Who    string       `json:"who,omitempty" validate:"omitempty,uuid" id:"Siapa" en:"Who"`
	Code   string       `json:"code,omitempty" validate:"omitempty,digits6" id:"Kode" en:"Code"`
	rtrw.For
}

const small = `"kind":"tengok","adults":0,"alone":false,"day":"2026-11-21","word":"x"`

func TestDecode(t *testing.T) {
	t.Parallel()
	form := door.New(reflect.TypeFor[Visit]())
	for name, c := range map[string]struct {
		body string
		code rtrw.Code
		at   string // field:code
	}{
		"smallest":              {body: `{` + small + `}`},
		"everything":            {body: `{` + small + `,"note":"pagi","until":"2026-12-31t23:59:60z","who":"0197A000-0000-7000-8000-00000000000F","code":"000001","household":"33.74.08.1006/RW04/RT03/H012","on_behalf":{"consent":"spoken"}}`},
		"a whole number is one": {body: `{` + strings.Replace(small, `"adults":0`, `"adults":20.0e-1`, 1) + `}`},
		"nothing":               {body: ``, code: rtrw.Malformed},
		"no object":             {body: `[]`, code: rtrw.Malformed},
		"cut off":               {body: `{` + small, code: rtrw.Malformed},
		"comma at the end":      {body: `{` + small + `,}`, code: rtrw.Malformed},
		"trailing data":         {body: `{` + small + `} {}`, code: rtrw.Malformed},
		"trailing brace":        {body: `{` + small + `}}`, code: rtrw.Malformed},
		"unknown key":           {body: `{` + small + `,"x":1}`, code: rtrw.Malformed, at: "x:unknown"},
		"unknown key inside":    {body: `{` + small + `,"on_behalf":{"consent":"spoken","by":1}}`, code: rtrw.Malformed, at: "on_behalf.by:unknown"},
		"wrong case":            {body: `{` + small + `,"Note":"a"}`, code: rtrw.Malformed, at: "Note:unknown"},
		"duplicate":             {body: `{` + small + `,"word":"y"}`, code: rtrw.Malformed, at: "word:duplicate"},
		"duplicate by escape":   {body: `{` + small + `,"w\u006frd":"y"}`, code: rtrw.Malformed, at: "word:duplicate"},
		"duplicate inside":      {body: `{` + small + `,"on_behalf":{"consent":"spoken","consent":"spoken"}}`, code: rtrw.Malformed, at: "consent:duplicate"},
		"not UTF-8":             {body: `{` + small + ",\"note\":\"\xff\"}", code: rtrw.Malformed},
		"half a pair":           {body: `{` + small + `,"note":"\ud83d"}`, code: rtrw.Malformed},
		"a whole pair":          {body: `{` + small + `,"note":"\ud83d\ude00 \\ud83d"}`},
		"65 levels":             {body: `{` + small + `,"note":` + strings.Repeat("[", 64) + strings.Repeat("]", 64) + `}`, code: rtrw.Malformed},
		"5,000 levels":          {body: strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000), code: rtrw.Malformed},
		"brackets in a text":    {body: `{` + small + `,"note":"` + strings.Repeat("[", 100) + `"}`},
		"a leap second at noon": {body: `{` + small + `,"until":"2026-12-31T12:00:60Z"}`, code: rtrw.Invalid, at: "until:type"},
		"key missing":           {body: `{` + strings.Replace(small, `"alone":false,`, "", 1) + `}`, code: rtrw.Invalid, at: "alone:required"},
		"null":                  {body: `{` + small + `,"note":null}`, code: rtrw.Invalid, at: "note:type"},
		"text for a number":     {body: `{` + strings.Replace(small, `"adults":0`, `"adults":"1"`, 1) + `}`, code: rtrw.Invalid, at: "adults:type"},
		"half a person":         {body: `{` + strings.Replace(small, `"adults":0`, `"adults":0.5`, 1) + `}`, code: rtrw.Invalid, at: "adults:type"},
		"31 people":             {body: `{` + strings.Replace(small, `"adults":0`, `"adults":31`, 1) + `}`, code: rtrw.Invalid, at: "adults:max"},
		"a huge power":          {body: `{` + strings.Replace(small, `"adults":0`, `"adults":1e999999999`, 1) + `}`, code: rtrw.Invalid, at: "adults:type"},
		"no such choice":        {body: `{` + strings.Replace(small, `tengok`, `Tengok`, 1) + `}`, code: rtrw.Invalid, at: "kind:enum"},
		"empty word":            {body: `{` + strings.Replace(small, `"x"`, `""`, 1) + `}`, code: rtrw.Invalid, at: "word:required"},
		"501 letters":           {body: `{` + small + `,"note":"` + strings.Repeat("é", 501) + `"}`, code: rtrw.Invalid, at: "note:max"},
		"500 letters":           {body: `{` + small + `,"note":"` + strings.Repeat("é", 500) + `"}`},
		"no such day":           {body: `{` + strings.Replace(small, `11-21`, `02-30`, 1) + `}`, code: rtrw.Invalid, at: "day:format"},
		"no such time":          {body: `{` + small + `,"until":"besok"}`, code: rtrw.Invalid, at: "until:type"},
		"empty code":            {body: `{` + small + `,"code":""}`, code: rtrw.Invalid, at: "code:format"},
		"five digits":           {body: `{` + small + `,"code":"12345"}`, code: rtrw.Invalid, at: "code:format"},
		"no house":              {body: `{` + small + `,"household":"33.74.08.1006/RW04/RT03"}`, code: rtrw.Invalid, at: "household:format"},
		"consent left out":      {body: `{` + small + `,"on_behalf":{}}`, code: rtrw.Invalid, at: "on_behalf.consent:required"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got Visit
			err := form.Decode([]byte(c.body), &got)
			if c.code == "" {
				if err != nil {
					t.Fatalf("refused: %v", err)
				}
				return
			}
			var refusal *door.Refusal
			if !errors.As(err, &refusal) || refusal.Code != c.code {
				t.Fatalf("got %#v, want %s", err, c.code)
			}
			if c.at != "" && (len(refusal.Fields) != 1 || refusal.Fields[0].Field+":"+refusal.Fields[0].Code != c.at) {
				t.Errorf("fields %+v, want %s", refusal.Fields, c.at)
			}
			for _, f := range refusal.Fields {
				if f.Text.ID == "" || f.Text.EN == "" {
					t.Errorf("field %s is refused without a sentence", f.Field)
				}
			}
		})
	}
}

func TestDecode_Values(t *testing.T) {
	t.Parallel()
	var got Visit
	body := `{` + small + `,"note":"pagi","until":"2026-11-21T06:59:60.5+07:00","who":"0197A000-0000-7000-8000-00000000000F","household":"33.74.08.1006/RW04/RT03/H012","on_behalf":{"consent":"written"}}`
	if err := door.New(reflect.TypeFor[Visit]()).Decode([]byte(body), &got); err != nil {
		t.Fatal(err)
	}
	if got.Note != "pagi" || got.Who != "0197a000-0000-7000-8000-00000000000f" || got.Household.Short() != "H012" || got.OnBehalf.Consent != "written" ||
		got.Until.UTC().Format(time.RFC3339) != "2026-11-20T23:59:59Z" {
		t.Errorf("read %+v %v", got, got.Until)
	}
}

// TestNew_Refuses holds declarations that must not start.
func TestNew_Refuses(t *testing.T) {
	t.Parallel()
	type inner struct {
		A string `json:"a" validate:"max=1"`
	}
	for name, declare := range map[string]any{
		"tag without a schema rule": struct {
			A string `json:"a" validate:"e164"`
		}{},
		"required number": struct {
			A int `json:"a" validate:"required,min=1,max=2"`
		}{},
		"required boolean": struct {
			A bool `json:"a" validate:"required"`
		}{},
		"required and left out": struct {
			A string `json:"a,omitempty" validate:"required,max=3"`
		}{},
		"number without bounds": struct {
			A int `json:"a" validate:"max=3"`
		}{},
		"text without bounds": struct {
			A string `json:"a"`
		}{},
		"misspelt bound": struct {
			A int `json:"a" validate:"min=one,max=3"`
		}{},
		"no json name": struct{ A bool }{},
		"a list": struct {
			A []string `json:"a"`
		}{},
		"key twice": struct {
			inner
			B string `json:"a" validate:"max=1"`
		}{},
		"titles missing": struct {
			A string `json:"a" validate:"oneof=x y" choices:"X;X|Y"`
		}{},
		"no struct": 1,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			defer func() {
				if recover() == nil {
					t.Error("started all the same")
				}
			}()
			door.New(reflect.TypeOf(declare))
		})
	}
}
