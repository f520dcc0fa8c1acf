package rtrw

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
)

// A service's data has two parts. Plain facts stand as they are. Fields with the tag
// `seal:"subject"` are health facts: they are kept together, encrypted under the subject's
// key, in the row as in the log, so that erasing the key erases them everywhere.

// sealedKey names the sealed part inside the data.
const sealedKey = "sealed"

// sealedNames are the json names of a type's sealed fields.
var sealedNames sync.Map // reflect.Type → []string

func sealedFields(t reflect.Type) []string {
	if known, ok := sealedNames.Load(t); ok {
		return known.([]string)
	}
	var names []string
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("seal") == "subject" {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			names = append(names, name)
		}
	}
	sealedNames.Store(t, names)
	return names
}

// unpack reads a case's data whole. Once the subject is erased, the sealed fields are as
// if they had never been there.
func unpack[D any](c *Case, k Keys) (*D, error) {
	data := new(D)
	if len(c.Data) == 0 {
		return data, nil
	}
	if err := json.Unmarshal(c.Data, data); err != nil {
		return nil, fmt.Errorf("read data of case %s: %w", c.ID, err)
	}
	if len(sealedFields(reflect.TypeFor[D]())) == 0 {
		return data, nil
	}
	plain, err := openSealed(c, k)
	if err != nil || plain == "" {
		return data, err
	}
	return data, json.Unmarshal([]byte(plain), data)
}

// openSealed decrypts the sealed part; "" where there is none or no key any more.
func openSealed(c *Case, k Keys) (string, error) {
	var part struct {
		Sealed string `json:"sealed"`
	}
	if err := json.Unmarshal(c.Data, &part); err != nil || part.Sealed == "" {
		return "", err
	}
	cipher, err := base64.RawStdEncoding.DecodeString(part.Sealed)
	if err != nil {
		return "", fmt.Errorf("sealed facts of case %s: %w", c.ID, err)
	}
	plain, err := k.Open(c.Subject(), cipher)
	if CodeOf(err) == Erased {
		return "", nil
	}
	return plain, err
}

// pack writes a case's data, its sealed fields encrypted at the place of this version.
func pack[D any](c *Case, data *D, k Keys) error {
	b, err := json.Marshal(data)
	if err != nil {
		return err
	}
	names := sealedFields(reflect.TypeFor[D]())
	if len(names) == 0 {
		c.Data = b
		return nil
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	hidden := map[string]json.RawMessage{}
	for _, n := range names {
		if v, ok := all[n]; ok {
			hidden[n] = v
			delete(all, n)
		}
	}
	plain, err := json.Marshal(hidden)
	if err != nil {
		return err
	}
	cipher, err := k.Seal(c.Subject(), fmt.Sprintf("%s#data#%d", c.ID, c.Version), string(plain))
	if err != nil {
		return err
	}
	all[sealedKey], err = json.Marshal(base64.RawStdEncoding.EncodeToString(cipher))
	if err != nil {
		return err
	}
	c.Data, err = json.Marshal(all)
	return err
}
