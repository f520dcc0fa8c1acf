package privacy_test

import (
	"testing"

	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/rtrwtest"
)

func TestReadme(t *testing.T) {
	t.Parallel()
	rtrwtest.Readme(t, "README.md", privacy.Service())
}

func TestWalk(t *testing.T) {
	t.Parallel()
	rtrwtest.Walk(t, privacy.Service)
}
