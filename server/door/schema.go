package door

// Schema is the part of JSON Schema 2020-12 that describes our inputs. It is closed and
// refers to nothing outside itself.
type Schema struct {
	Dialect    string             `json:"$schema,omitempty"`
	Type       string             `json:"type"`
	Title      string             `json:"title,omitempty"`
	Enum       []string           `json:"enum,omitempty"`
	Titles     map[string]string  `json:"x-titles,omitempty"` // of the enum's values
	Minimum    *int64             `json:"minimum,omitempty"`
	Maximum    *int64             `json:"maximum,omitempty"`
	MinLength  *int64             `json:"minLength,omitempty"`
	MaxLength  *int64             `json:"maxLength,omitempty"`
	Pattern    string             `json:"pattern,omitempty"`
	Format     string             `json:"format,omitempty"`
	Photo      bool               `json:"x-photo,omitempty"` // the id of a photo, sent by PUT /photos/{id}
	Properties map[string]*Schema `json:"properties,omitempty"`
	Required   []string           `json:"required,omitempty"`
	Order      []string           `json:"x-order,omitempty"`
	Additional *bool              `json:"additionalProperties,omitempty"`
}

// Dialect is what a schema says of itself where it stands alone.
const Dialect = "https://json-schema.org/draft/2020-12/schema"

// Schema describes the form in a language ("id" or "en").
func (f *Form) Schema(lang string) *Schema {
	closed := false
	s := &Schema{Type: "object", Properties: map[string]*Schema{}, Additional: &closed}
	for i := range f.fields {
		one := &f.fields[i]
		s.Properties[one.name] = one.describe(lang)
		s.Order = append(s.Order, one.name)
		if one.required {
			s.Required = append(s.Required, one.name)
		}
	}
	return s
}

func (o *field) describe(lang string) *Schema {
	s := o.schema
	if o.sub != nil {
		s = *o.sub.Schema(lang)
	}
	s.Title = o.title.In(lang)
	names := o.titles[0]
	if lang == "en" {
		names = o.titles[1]
	}
	if len(names) > 0 {
		s.Titles = map[string]string{}
		for i, word := range s.Enum {
			s.Titles[word] = names[i]
		}
	}
	return &s
}
