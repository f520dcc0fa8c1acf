package direct_test

import (
	"testing"

	"jogotonggo/rt-rw/direct"
	"jogotonggo/rt-rw/rtrwtest"
)

func TestReadme(t *testing.T) {
	t.Parallel()
	rtrwtest.Readme(t, "README.md", direct.Service())
}

func TestWalk(t *testing.T) {
	t.Parallel()
	rtrwtest.Walk(t, direct.Service)
}
