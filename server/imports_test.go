package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const (
	module     = "jogotonggo"
	kernel     = module + "/rt-rw"
	ledger     = kernel + "/store"
	anyGin     = "github.com/gin-gonic/gin"
	anyGorilla = "github.com/gorilla/websocket"
	anyRedis   = "github.com/redis/go-redis/v9"
	anySQL     = "database/sql"
	anySQLite  = "modernc.org/sqlite"
	anyPgx     = "github.com/jackc/pgx/v5"
)

// watched packages are those that the law speaks of, beside our own.
var watchedImports = []string{anyGin, anyGorilla, anyRedis, anySQL, anySQLite, anyPgx}

// law says what a package may reach, directly or through others. The first rule whose
// folder fits holds.
var law = []struct {
	folder string
	may    []string // watched packages, and folders of ours
}{
	{ledger + "/storetest", []string{kernel, anySQL, anySQLite, anyPgx}}, // for tests alone: it knows all services
	{ledger, []string{kernel + "!", anySQL, anySQLite, anyPgx}},
	{kernel + "/", []string{kernel + "!"}},
	{kernel, nil},
	{module + "/hub/redis", []string{kernel + "!", module + "/hub!", anyGorilla, anyRedis}},
	{module + "/hub/", []string{kernel + "!", module + "/hub!", anyGorilla}}, // for tests alone
	{module + "/hub", []string{kernel + "!", anyGorilla}},
	{module + "/frontend", nil},
	{module + "/server/", []string{kernel + "!", module + "/hub!", module + "/server/", anyGin, anyGorilla}},
}

// TestImports holds the law of who may import whom. Only the binary itself, and what runs
// it from outside, may know everything.
func TestImports(t *testing.T) {
	t.Parallel()
	for _, p := range listed(t) {
		i := slices.IndexFunc(law, func(r struct {
			folder string
			may    []string
		}) bool {
			return p.ImportPath == r.folder || strings.HasSuffix(r.folder, "/") && strings.HasPrefix(p.ImportPath, r.folder)
		})
		if i < 0 {
			if p.ImportPath != module+"/server" && !strings.HasPrefix(p.ImportPath, module+"/deploy") {
				t.Errorf("%s: the law does not know this package", p.ImportPath)
			}
			continue
		}
		for _, dep := range p.Deps {
			own := strings.HasPrefix(dep, module+"/")
			if (own || slices.Contains(watchedImports, dep)) && !allowed(p.ImportPath, dep, law[i].may) {
				t.Errorf("%s reaches %s", p.ImportPath, dep)
			}
			if p.ImportPath == kernel && strings.Contains(strings.SplitN(dep, "/", 2)[0], ".") {
				t.Errorf("the kernel reaches %s, which is not the standard library", dep)
			}
		}
	}
}

// allowed: a path ending in ! means that package alone, one ending in / all below it.
func allowed(self, dep string, may []string) bool {
	return dep == self || slices.ContainsFunc(may, func(m string) bool {
		if exact, only := strings.CutSuffix(m, "!"); only {
			return dep == exact
		}
		return dep == m || strings.HasPrefix(dep, strings.TrimSuffix(m, "/")+"/")
	})
}

type goPackage struct {
	ImportPath string
	Deps       []string
}

func listed(t *testing.T) (list []goPackage) {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Deps", module+"/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	if len(list) < 8 {
		t.Fatalf("only %d packages listed", len(list))
	}
	return list
}
