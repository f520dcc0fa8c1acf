package door

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/go-playground/validator/v10"

	"jogotonggo/rt-rw"
)

// rule is what a validator tag means on a field: how the schema says it, and the sentence
// for who did not keep it. bounds says that it limits the length of a text.
type rule struct {
	types    string // JSON types it may stand on
	describe func(s *Schema, param string) error
	bounds   bool
	say      func(s *Schema) rtrw.Words
}

// rules are all tags a declaration may use. Each of them has a schema rule.
var rules = map[string]rule{
	"required": {types: "string", describe: func(s *Schema, _ string) error { one := int64(1); s.MinLength = &one; return nil }, say: sayRequired},
	"oneof":    {types: "string", bounds: true, describe: describeEnum, say: sayOneOf},
	"min":      {types: "string integer number", describe: describeMin, say: sayBounds},
	"max":      {types: "string integer number", bounds: true, describe: describeMax, say: sayBounds},
	"uuid":     {types: "string", bounds: true, describe: func(s *Schema, _ string) error { s.Format = "uuid"; return nil }, say: sayUnknownOne},
	"photo":    {types: "string", bounds: true, describe: describePhoto, say: sayUnknownOne},
	"datetime": {types: "string", bounds: true, describe: describeDate, say: sayDate},
	"digits6":  shaped("digits6", rtrw.Words{ID: "Isi enam angka.", EN: "Give six digits."}),
	"house":    shaped("house", rtrw.Words{ID: "Pilih satu rumah.", EN: "Choose a house."}),
	"place":    shaped("place", rtrw.Words{ID: "Wilayah tidak dikenal. Contoh: 33.74.08.1006/RW04/RT03.", EN: "Unknown area. Example: 33.74.08.1006/RW04/RT03."}),
	"strokes":  shaped("strokes", rtrw.Words{ID: "Contoh: 3-3-3, 1-7-1, atau titir.", EN: "For example 3-3-3, 1-7-1, or titir."}),
	"oneline":  shaped("oneline", rtrw.Words{ID: "Tulis dalam satu baris.", EN: "Write it on one line."}),
}

// forms are the tags of our own, written so that Go and ECMA-262 read them alike.
var forms = map[string]string{
	"digits6": `^[0-9]{6}$`,
	"house":   `^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}(/RW[0-9]{2})?/RT[0-9]{2,3}/H[0-9]{3,4}$`,
	"place":   `^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4}(/RW[0-9]{2})?(/RT[0-9]{2,3})?)?)?)?$`, // wire areas end at the RT
	"strokes": `^([1-9](-[1-9]){1,6}|titir)$`,
	"oneline": `^[^\x00-\x1f\x7f]*$`,
}

func shaped(tag string, words rtrw.Words) rule {
	return rule{types: "string", bounds: tag != "oneline",
		describe: func(s *Schema, _ string) error { s.Pattern = forms[tag]; return nil },
		say:      func(*Schema) rtrw.Words { return words }}
}

// judge applies the tags. It is made once, before anything is served.
var judge = func() *validator.Validate {
	v := validator.New()
	for tag, form := range forms {
		register(v, tag, regexp.MustCompile(form))
	}
	register(v, "uuid", uuidForm) // the library's own one refuses upper case
	register(v, "photo", uuidForm)
	return v
}()

var uuidForm = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

func register(v *validator.Validate, tag string, re *regexp.Regexp) {
	check := func(f validator.FieldLevel) bool { return re.MatchString(f.Field().String()) }
	if err := v.RegisterValidation(tag, check); err != nil {
		panic("door: tag " + tag + ": " + err.Error())
	}
}

// rules reads the validate tag into the schema, and keeps what the validator shall judge.
func (o *field) rules(tag string, fail func(string, ...any)) {
	if o.sub != nil {
		if tag != "" {
			fail("is an object and has the tag %q", tag)
		}
		return
	}
	var kept []string
	bounded := o.schema.Type == "boolean" || o.schema.Format != ""
	for part := range strings.SplitSeq(tag, ",") {
		name, param, _ := strings.Cut(part, "=")
		if name == "" || name == "omitempty" {
			continue
		}
		r, known := rules[name]
		switch {
		case !known:
			fail("has the tag %q, which has no schema rule", name)
		case !strings.Contains(r.types, o.schema.Type) || o.schema.Format == "date-time":
			fail("has the tag %q, which does not go with %s; what must be there has no omitempty", name, o.schema.Type)
		case name == "required" && !o.required:
			fail("is required and omitempty at once")
		}
		if err := r.describe(&o.schema, param); err != nil {
			fail("has the tag %q: %v", part, err)
		}
		bounded = bounded || r.bounds
		kept = append(kept, part)
	}
	if !bounded || (o.schema.Type == "integer" || o.schema.Type == "number") && (o.schema.Minimum == nil || o.schema.Maximum == nil) {
		fail("has no bounds")
	}
	o.tag = strings.Join(kept, ",")
}

func describeEnum(s *Schema, param string) error {
	if s.Enum = strings.Fields(param); len(s.Enum) == 0 || strings.Contains(param, "'") {
		return fmt.Errorf("choices are plain words")
	}
	return nil
}

func describeMin(s *Schema, param string) error { return bound(&s.Minimum, &s.MinLength, s, param) }
func describeMax(s *Schema, param string) error { return bound(&s.Maximum, &s.MaxLength, s, param) }

func bound(number, length **int64, s *Schema, param string) error {
	n, err := strconv.ParseInt(param, 10, 64)
	if err != nil {
		return err
	}
	if s.Type == "string" {
		number = length
	}
	*number = &n
	return nil
}

// describePhoto marks the id of a photo, which is sent before the body that names it.
func describePhoto(s *Schema, _ string) error {
	s.Format, s.Photo = "uuid", true
	return nil
}

func describeDate(s *Schema, param string) error {
	if param != "2006-01-02" {
		return fmt.Errorf("only dates are described: datetime=2006-01-02")
	}
	s.Format = "date"
	return nil
}
