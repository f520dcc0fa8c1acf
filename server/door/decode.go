package door

import (
	"errors"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/go-playground/validator/v10"

	"jogotonggo/rt-rw"
)

// Decode reads a body into pointers to the form's types, in their order. What it accepts
// is what the schema accepts, and nothing else. It gives nil or a Refusal.
func (f *Form) Decode(body []byte, into ...any) error {
	v, refusal := parse(body)
	if refusal != nil {
		return refusal
	}
	if v.kind != isObject {
		return malformed("Isi permintaan harus berupa objek JSON.", "The body must be a JSON object.")
	}
	parts := make([]reflect.Value, len(into))
	for i := range into {
		parts[i] = reflect.ValueOf(into[i]).Elem()
	}
	faults, refusal := f.fill(v, parts, "")
	switch {
	case refusal != nil:
		return refusal
	case len(faults) > 0:
		return invalid(faults)
	}
	return nil
}

// fill puts an object's members where they belong. A stray key is worse than a wrong
// value: who sent it means something else than this form.
func (f *Form) fill(v value, parts []reflect.Value, path string) (faults []Fault, stray *Refusal) {
	there := map[string]bool{}
	for _, m := range v.members {
		one := f.byName[m.key]
		if one == nil {
			return nil, strayKey(path+m.key, "unknown", rtrw.Words{ID: "Kunci ini tidak dikenal.", EN: "This key is not known."})
		}
		there[m.key] = true
		more, stray := one.put(m.value, parts[one.part].FieldByIndex(one.index), path)
		if stray != nil {
			return nil, stray
		}
		faults = append(faults, more...)
	}
	for i := range f.fields {
		if one := &f.fields[i]; one.required && !there[one.name] {
			faults = append(faults, Fault{path + one.name, "required", sayRequired(nil)})
		}
	}
	return faults, nil
}

func (o *field) put(v value, to reflect.Value, path string) ([]Fault, *Refusal) {
	if to.Kind() == reflect.Pointer {
		to.Set(reflect.New(to.Type().Elem()))
		to = to.Elem()
	}
	if o.sub != nil {
		if v.kind != isObject {
			return []Fault{{path + o.name, "type", sayType(&Schema{Type: "object"})}}, nil
		}
		return o.sub.fill(v, []reflect.Value{to}, path+o.name+".")
	}
	read, fits := o.convert(v)
	if !fits {
		return []Fault{{path + o.name, "type", sayType(&o.schema)}}, nil
	}
	if tag := o.against(read); tag != "" {
		return []Fault{{path + o.name, faultCode(tag), rules[tag].say(&o.schema)}}, nil
	}
	if s, ok := read.(string); ok && o.schema.Format == "uuid" {
		read = strings.ToLower(s)
	}
	to.Set(reflect.ValueOf(read).Convert(to.Type()))
	return nil, nil
}

// convert gives a plain Go value of the JSON type that the schema names.
func (o *field) convert(v value) (any, bool) {
	switch {
	case o.schema.Type == "boolean":
		return v.yes, v.kind == isBool
	case o.schema.Type == "integer":
		n, whole := wholeNumber(v.text)
		return n, v.kind == isNumber && whole
	case o.schema.Type == "number":
		n, err := strconv.ParseFloat(v.text, 64) // what is too large for it is out of any bounds
		return n, v.kind == isNumber && err == nil
	case v.kind != isString:
		return nil, false
	case o.schema.Format == "date-time":
		return readTime(v.text)
	}
	return v.text, true
}

// against names the first rule that the value does not keep.
func (o *field) against(v any) string {
	if o.tag == "" {
		return ""
	}
	var broken validator.ValidationErrors
	if errors.As(judge.Var(v, o.tag), &broken) {
		return broken[0].Tag()
	}
	return ""
}

func faultCode(tag string) string {
	switch tag {
	case "oneof":
		return "enum"
	case "required", "min", "max":
		return tag
	}
	return "format"
}

// readTime reads RFC 3339 as the standard writes it: letters in either case, and a leap
// second, which becomes the second before it and stands at the end of a day of UTC alone.
func readTime(s string) (time.Time, bool) {
	s = strings.ToUpper(s)
	leap := len(s) > 19 && s[16:19] == ":60"
	if leap {
		s = s[:16] + ":59" + s[19:]
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if at := t.UTC(); leap && (at.Hour() != 23 || at.Minute() != 59) {
		return t, false
	}
	return t, err == nil
}
