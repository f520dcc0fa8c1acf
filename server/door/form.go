package door

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"jogotonggo/rt-rw"
)

// Form is how a body is read and described. It may fill several Go values at once: what
// every command has (its area or its case) and what the move asks for.
type Form struct {
	fields []field
	byName map[string]*field
}

// field is one key of the body and where its value goes.
type field struct {
	name     string
	part     int   // which of the form's types
	index    []int // way to the Go field
	required bool  // the key must be there: its json tag has no omitempty
	title    rtrw.Words
	schema   Schema // without title
	titles   [2][]string
	tag      string // what the validator judges, without omitempty
	sub      *Form  // of a nested object
}

// New makes a form for types of structs. It panics at the first thing that it could not
// describe: such a declaration must not start.
func New(types ...reflect.Type) *Form {
	f := &Form{byName: map[string]*field{}}
	for part, t := range types {
		f.take(part, t, nil)
	}
	for i := range f.fields {
		one := &f.fields[i]
		if f.byName[one.name] != nil {
			panic("door: key " + one.name + " stands twice in " + fmt.Sprint(types))
		}
		f.byName[one.name] = one
	}
	return f
}

// take adds the fields of one struct; an embedded struct lies flat among them.
func (f *Form) take(part int, t reflect.Type, way []int) {
	if t.Kind() != reflect.Struct {
		panic(fmt.Sprintf("door: %v is no struct", t))
	}
	for i := range t.NumField() {
		sf := t.Field(i)
		index := append(slices.Clone(way), i)
		if sf.Anonymous && sf.Tag.Get("json") == "" {
			f.take(part, sf.Type, index)
			continue
		}
		f.fields = append(f.fields, newField(t, sf, part, index))
	}
}

func newField(owner reflect.Type, sf reflect.StructField, part int, index []int) field {
	fail := func(format string, args ...any) {
		panic(fmt.Sprintf("door: %v.%s: %s", owner, sf.Name, fmt.Sprintf(format, args...)))
	}
	name, options, _ := strings.Cut(sf.Tag.Get("json"), ",")
	if name == "" || name == "-" || !sf.IsExported() {
		fail("has no json name")
	}
	one := field{
		name: name, part: part, index: index, required: !slices.Contains(strings.Split(options, ","), "omitempty"),
		title: rtrw.Words{ID: cmp.Or(sf.Tag.Get("id"), name), EN: cmp.Or(sf.Tag.Get("en"), sf.Tag.Get("id"), name)},
	}
	t := sf.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == timeType:
		one.schema = Schema{Type: "string", Format: "date-time"}
	case t.Kind() == reflect.Struct:
		one.sub = New(t)
	case t.Kind() == reflect.String:
		one.schema = Schema{Type: "string"}
	case t.Kind() == reflect.Bool:
		one.schema = Schema{Type: "boolean"}
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Int64:
		one.schema = Schema{Type: "integer"}
	case t.Kind() == reflect.Float64:
		one.schema = Schema{Type: "number"}
	default:
		fail("has type %v, which no schema rule describes", sf.Type)
	}
	one.rules(sf.Tag.Get("validate"), fail)
	one.choices(sf.Tag.Get("choices"), fail)
	return one
}

// choices reads the titles of enum values: "Obat|Air;Medicine|Water".
func (o *field) choices(tag string, fail func(string, ...any)) {
	if tag == "" {
		return
	}
	id, en, both := strings.Cut(tag, ";")
	o.titles = [2][]string{strings.Split(id, "|"), strings.Split(en, "|")}
	if !both || len(o.titles[0]) != len(o.schema.Enum) || len(o.titles[1]) != len(o.schema.Enum) {
		fail("names %q for the choices %v", tag, o.schema.Enum)
	}
}

var timeType = reflect.TypeFor[time.Time]()
