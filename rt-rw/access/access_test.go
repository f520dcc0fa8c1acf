package access_test

import (
	"testing"

	"jogotonggo/rt-rw/access"
	"jogotonggo/rt-rw/rtrwtest"
)

func TestReadme(t *testing.T) {
	t.Parallel()
	rtrwtest.Readme(t, "README.md", access.Service())
}

func TestWalk(t *testing.T) {
	t.Parallel()
	rtrwtest.Walk(t, access.Service)
}
