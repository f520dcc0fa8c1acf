package bustest

import (
	"testing"

	"jogotonggo/hub"
)

func TestMemory(t *testing.T) {
	t.Parallel()
	Suite(t, func(*testing.T) func() hub.Bus {
		bus := hub.NewMemory()
		return func() hub.Bus { return bus }
	})
}
