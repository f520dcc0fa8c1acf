package access_test

import (
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/access"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/rtrwtest"
)

const rt = rtrw.Area("33.74.08.1006/RW04/RT03")

func TestReadme(t *testing.T) {
	t.Parallel()
	rtrwtest.Readme(t, "README.md", access.Service())
}

func TestWalk(t *testing.T) {
	t.Parallel()
	rtrwtest.Walk(t, access.Service)
}

// TestGlassEnds: with its hour, with its mending, and with the office that broke it.
func TestGlassEnds(t *testing.T) {
	t.Parallel()
	p := rtrwtest.New(t, access.Service(), aid.Service())
	rtrwtest.Town(p)
	told, err := p.Open(p.People["warga"], "aid", "request", rt, &aid.Ask{Need: "air", People: 2})
	if err != nil {
		t.Fatal(err)
	}
	sees := func(what string, want bool) {
		t.Helper()
		_, err := p.Registry.See(p.People["camat"], told, p.Now, func(rtrw.Sealed) (string, error) { return "", nil }, p.Keys)
		lists := len(p.Registry.ScopeOf(p.People["camat"], rt, p.Now).Parts) > 0
		if (err == nil) != want || lists != want {
			t.Errorf("%s: opens %v, lists %v", what, err, lists)
		}
	}
	sees("before", false)
	begin := func() *rtrw.Case {
		t.Helper()
		c, err := p.Open(p.People["camat"], "access", "open", rt, &access.Open{Reason: "disaster", Explain: "banjir"})
		if err != nil {
			t.Fatal(err)
		}
		sees("broken", true)
		return c
	}
	p.Must(p.People["camat"], begin(), "close", nil)
	sees("mended", false)

	c := begin()
	p.Now = p.Now.Add(time.Hour)
	sees("after an hour", false)
	p.Must(rtrwtest.Clock, c, "expire", nil)

	begin()
	camat := p.People["camat"]
	for i := range camat.Grants {
		if camat.Grants[i].Role == rtrw.Camat {
			camat.Grants[i].Until = p.Now.UnixMilli()
		}
	}
	sees("out of office", false)
}
