package simulation

import (
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jogotonggo/rt-rw/store/storetest"
)

// services are those of the store's own tests: all there are.
var services = storetest.Registry

// TestServices: the simulation lives with every service that the server offers.
func TestServices(t *testing.T) {
	t.Parallel()
	file, err := parser.ParseFile(token.NewFileSet(), "../../server/services.go", nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var offered, lived []string
	for _, i := range file.Imports {
		path, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if name, ok := strings.CutPrefix(path, "jogotonggo/rt-rw/"); ok {
			offered = append(offered, name)
		}
	}
	for _, s := range services().Services() {
		lived = append(lived, s.Name)
	}
	slices.Sort(offered)
	slices.Sort(lived)
	if len(offered) == 0 || !slices.Equal(offered, lived) {
		t.Errorf("the server offers %v, the simulation lives with %v", offered, lived)
	}
}
