package rtrw_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/access"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/alert"
	"jogotonggo/rt-rw/arrival"
	"jogotonggo/rt-rw/direct"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/rtrwtest"
	"jogotonggo/rt-rw/zone"
)

// keptBy names what each service keeps; seenField is one of its fields, read here a second time.
var keptBy = map[string]reflect.Type{
	"access": reflect.TypeFor[access.Glass](), "aid": reflect.TypeFor[aid.Request](), "alert": reflect.TypeFor[alert.Alert](), "arrival": reflect.TypeFor[arrival.Arrival](), "direct": reflect.TypeFor[direct.Message](),
	"isolation": reflect.TypeFor[isolation.Isolation](), "member": reflect.TypeFor[member.Membership](), "privacy": reflect.TypeFor[privacy.Wish](), "zone": reflect.TypeFor[zone.Entry](),
}

// allServices are those of rt-rw, each a folder; one that is missing here fails.
func allServices(t testing.TB) *rtrw.Registry {
	folders, err := filepath.Glob("*/words.go") // every service has words
	if err != nil || len(folders) != len(keptBy) {
		t.Fatalf("%v, and %d are looked at", folders, len(keptBy))
	}
	return rtrw.NewRegistry(access.Service(), aid.Service(), alert.Service(), arrival.Service(), direct.Service(), isolation.Service(), member.Service(), privacy.Service(), zone.Service())
}

// look is who looks at which case, as a few numbers choose it.
type look struct {
	service             *rtrw.Service
	c                   *rtrw.Case
	viewer              rtrw.Viewer
	grant               rtrw.Grant
	now                 time.Time
	filer, hand, erased bool
}

const seeRT, seeHouse = rtrw.Area("33.74.08.1006/RW04/RT03"), rtrw.Area("33.74.08.1006/RW04/RT03/H017")

// FuzzSee plants a token in every field that a service keeps and looks at the case as anybody: the
// encoder shows a field if and only if its tag names who looks, and no token turns up anywhere else.
func FuzzSee(f *testing.F) {
	registry := allServices(f)
	names := slices.Sorted(maps.Keys(keptBy))
	for i := range names {
		for role := range len(rtrw.Roles) + 1 {
			f.Add(byte(i), byte(role), byte(role%9), byte(i), byte(role), "x")
			f.Add(byte(i), byte(role), byte(2+role%3), byte(role), byte(0), "<script>")
			f.Add(byte(i), byte(role), byte(132), byte(i), byte(4), "")
		}
	}
	f.Fuzz(func(t *testing.T, service, role, where, state, flags byte, salt string) {
		l := looking(registry, names[int(service)%len(names)], role, where, state, flags)
		planted := l.plant(t, strings.ToValidUTF8(salt, ""))
		shown, err := registry.See(l.viewer, l.c, l.now, func(ref rtrw.Sealed) (string, error) {
			if l.erased {
				return "", nil
			}
			return "text of " + string(ref), nil
		}, l.keys())
		names, mask := l.audiences()
		if mask == 0 {
			if rtrw.CodeOf(err) != rtrw.NotFound || shown != nil {
				t.Fatalf("nobody's case shows %v, %v", shown, err)
			}
			return
		}
		if err != nil {
			t.Fatalf("%s in %s to %s: %v", l.c.Service, l.c.State, names, err)
		}
		for field, token := range planted {
			may := l.may(field, names)
			if value, there := shown[field.json]; there != may && !(l.erased && field.said) {
				t.Fatalf("%s/%s in %s is shown: %v (%v); it may be: %v\nto %s: %+v", l.c.Service, field.json, l.c.State, there, value, may, names, l.grant)
			}
			for at, value := range shown {
				if at != field.json && strings.Contains(fmt.Sprint(value), token) && !computed(l.service, at, mask) || at == field.json && field.said && l.erased && strings.Contains(fmt.Sprint(value), token) {
					t.Fatalf("%s/%s turns up as %s = %v\nto %s: %+v", l.c.Service, field.json, at, value, names, l.grant)
				}
			}
		}
		for at := range shown {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(planted)), func(s seenField) bool { return s.json == at }) && !computed(l.service, at, mask) {
				t.Fatalf("%s shows %s, which nobody declared", l.c.Service, at)
			}
		}
	})
}

func computed(s *rtrw.Service, name string, m rtrw.Mask) bool {
	return slices.ContainsFunc(s.Shows, func(sh rtrw.Shown) bool { return sh.Name == name && sh.To&m != 0 })
}

func looking(registry *rtrw.Registry, name string, role, where, state, flags byte) *look {
	s, _ := registry.Service(name)
	var states []rtrw.State
	for _, m := range s.Moves {
		states = append(states, m.To...)
	}
	roles := append(slices.Clone(rtrw.Roles), rtrw.Glass)
	areas := []rtrw.Area{seeHouse, seeRT + "/H018", seeRT, seeRT.Up(rtrw.RW), seeRT.Up(rtrw.Kelurahan), seeRT.Up(rtrw.District), seeRT.Up(rtrw.City), seeRT.Up(rtrw.RW) + "/RT04", "33.74.08.1006/RW05", "33.74.08.1001"}
	l := &look{service: s, now: rtrwtest.Morning, filer: flags&1 != 0, hand: flags&2 != 0, erased: flags&4 != 0}
	l.grant = rtrw.Grant{ID: "g", Account: "me", Role: roles[int(role)%len(roles)], Area: areas[int(where)%len(areas)]}
	if flags&8 != 0 {
		l.grant.Until = l.now.UnixMilli() // over just now
	}
	l.viewer = rtrw.Viewer{Account: "me", Grants: []rtrw.Grant{l.grant}}
	if l.grant.Role == rtrw.Glass && where >= 128 {
		l.viewer.Grants = append(l.viewer.Grants, rtrw.Grant{ID: "o", Account: "me", Role: rtrw.Camat, Area: seeRT.Up(rtrw.District)})
	}
	if flags&16 != 0 {
		l.viewer.Household = seeHouse
	}
	l.c = &rtrw.Case{ID: "0197a000-0000-7000-8000-00000000000f", Service: name, Area: seeRT, House: seeHouse, Filer: "they", Holder: "they", State: states[int(state)%len(states)], Version: 3,
		Level: []rtrw.Level{rtrw.NoLevel, rtrw.LevelRT, rtrw.LevelRW, rtrw.LevelLurah}[flags>>5&3], Reach: []rtrw.Depth{rtrw.Nowhere, rtrw.RW}[flags>>7]}
	if l.filer {
		l.c.Filer = "me"
	}
	if l.hand {
		l.c.Holder = "me"
	}
	return l
}

// seenField is a field with those whom its tag names.
type seenField struct {
	json, see string
	said      bool
}

// plant fills every field with a token of its own.
func (l *look) plant(t *testing.T, salt string) map[seenField]string {
	kept, sealed, planted := map[string]any{}, map[string]any{}, map[seenField]string{}
	for i := range keptBy[l.c.Service].NumField() {
		f := keptBy[l.c.Service].Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		text := f.Type == reflect.TypeFor[rtrw.Sealed]() || f.Type == reflect.TypeFor[rtrw.Photo]()
		token := fmt.Sprintf("token%d-of-%s-%s", i, name, salt)
		planted[seenField{name, f.Tag.Get("see"), text || f.Tag.Get("seal") != ""}] = token
		value := reflect.New(f.Type).Elem()
		fill(value, token)
		if f.Type == reflect.TypeFor[rtrw.Photo]() {
			value.SetString("1:ref:" + strings.ReplaceAll(token, ":", ""))
			planted[seenField{name, f.Tag.Get("see"), true}] = strings.ReplaceAll(token, ":", "")
		}
		if f.Tag.Get("seal") != "" {
			sealed[name] = value.Interface()
		} else {
			kept[name] = value.Interface()
		}
	}
	if len(sealed) > 0 {
		plain, err := json.Marshal(sealed)
		if err != nil {
			t.Fatal(err)
		}
		cipher, err := rtrwtest.Keys{}.Seal(l.c.Subject(), "here", string(plain))
		if err != nil {
			t.Fatal(err)
		}
		kept["sealed"] = base64.RawStdEncoding.EncodeToString(cipher)
	}
	var err error
	if l.c.Data, err = json.Marshal(kept); err != nil {
		t.Fatal(err)
	}
	return planted
}

func fill(v reflect.Value, token string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(token)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), token)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), token)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf(token), reflect.ValueOf(int64(7)))
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(v.Field(i), token)
			}
		}
	}
}

// audiences says once more who somebody is to a case: the words that a tag may name, and what computed values go by.
func (l *look) audiences() (names string, m rtrw.Mask) {
	var list []string
	is := func(name string, audience rtrw.Mask) { list, m = append(list, name), m|audience }
	if l.filer {
		is("household", rtrw.ForReporter)
	}
	g := l.grant
	broken := len(l.viewer.Grants) > 1 && l.viewer.Grants[1].Area.Contains(g.Area) // a glass counts beside the office that broke it
	if active := g.Until == 0; active && (g.Role != rtrw.Glass || broken) {
		switch covers := g.Area.Contains(seeRT); {
		case g.Role == rtrw.Resident && g.Area == seeHouse:
			is("household", rtrw.ForHousehold)
			fallthrough
		case g.Role == rtrw.Resident:
			if l.c.Reach == rtrw.RW && seeRT.Up(rtrw.RW).Contains(g.Area) {
				is("public", rtrw.ForPublic)
			}
		case !covers:
		default:
			switch g.Role {
			case rtrw.RTHead, rtrw.RWHead, rtrw.Glass:
				is("head", rtrw.ForHeads)
			case rtrw.Volunteer:
				is("helper", rtrw.ForVolunteers)
			case rtrw.Kader:
				is("kader", rtrw.ForKader)
				is("helper", 0)
			case rtrw.Staff:
				is("desk", rtrw.ForDesk)
			case rtrw.Health:
				is("health", rtrw.ForHealth)
			case rtrw.DPO:
				is("dpo", rtrw.ForDPO)
			case rtrw.Lurah:
				is("lurah", rtrw.ForLurah)
				if l.c.Level == rtrw.LevelLurah {
					is("head", rtrw.ForHeads)
				}
			}
			if l.hand {
				is("holder", rtrw.ForHolder)
			}
		}
	}
	if len(l.viewer.Grants) > 1 && l.hand { // by the other office
		is("holder", rtrw.ForHolder)
	}
	return strings.Join(list, " "), m & (l.service.Audience() | rtrw.ForReporter)
}

// may says whether a field may be read by one of the names, and where nobody has vouched for a
// case whether what was said in it may be read yet.
func (l *look) may(field seenField, names string) bool {
	own := false
	for name := range strings.FieldsSeq(names) {
		own = own || name == "household"
	}
	head := map[rtrw.Role]rtrw.Level{rtrw.RTHead: rtrw.LevelRT, rtrw.RWHead: rtrw.LevelRW, rtrw.Lurah: rtrw.LevelLurah}[l.grant.Role]
	ladder := []rtrw.Level{rtrw.LevelRT, rtrw.LevelRW, rtrw.LevelLurah}
	reached := head != "" && l.grant.Until == 0 && l.grant.Area.Contains(seeRT) && l.viewer.Household != seeHouse && (l.c.Level == "" || slices.Index(ladder, head) <= slices.Index(ladder, l.c.Level))
	if field.said && slices.Contains(l.service.Unverified, l.c.State) && !own && !reached {
		return false
	}
	return slices.ContainsFunc(strings.Fields(names), func(name string) bool { return slices.Contains(strings.Fields(field.see), name) })
}

// erasedKeys are those of a household that is erased.
type erasedKeys struct{ rtrwtest.Keys }

func (erasedKeys) Open(string, []byte) (string, error) {
	return "", rtrw.Errorf(rtrw.Erased, "Terhapus.")
}

func (l *look) keys() rtrw.Keys {
	if l.erased {
		return erasedKeys{}
	}
	return rtrwtest.Keys{}
}
