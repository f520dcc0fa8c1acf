package proof

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"jogotonggo/rt-rw/store/storetest"
)

// composed is what the proof takes from compose.yaml: what runs, with what, after what.
type composed struct {
	Services map[string]composedService
	Secrets  map[string]struct{ File string }
}

type composedService struct {
	Image       string
	Command     []string
	Environment map[string]string
	Secrets     []string
	Profiles    []string
	DependsOn   map[string]struct{ Condition string } `yaml:"depends_on"`
}

// runs names the program.
func (s composedService) runs() string {
	image, _, _ := strings.Cut(s.Image, ":")
	return image
}

// said is a variable of compose: ${SITE}, ${VERSION:-latest}, ${SITE:?why}.
var said = regexp.MustCompile(`\$\{(\w+)(?::[-?]([^}]*))?\}`)

// readCompose parses ../compose.yaml as it is for somebody who says only SITE.
func readCompose(t *testing.T, site string) composed {
	t.Helper()
	b, err := os.ReadFile("../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := said.ReplaceAllStringFunc(string(b), func(s string) string {
		m := said.FindStringSubmatch(s)
		switch {
		case m[1] == "SITE":
			return site
		case strings.Contains(s, ":-"):
			return m[2]
		}
		t.Errorf("compose.yaml wants %s, which nobody is told to say", s)
		return ""
	})
	var c composed
	// A service may say otherwise than what it merges; to this reader that is a key twice.
	if err := yaml.UnmarshalWithOptions([]byte(text), &c, yaml.AllowDuplicateMapKey()); err != nil {
		t.Fatalf("compose.yaml: %v", err)
	}
	maps.DeleteFunc(c.Services, func(_ string, s composedService) bool { return len(s.Profiles) > 0 }) // what is started by hand
	return c
}

// order lists the services, each after those that it depends on.
func (c composed) order(t *testing.T) (list []string) {
	t.Helper()
	for len(list) < len(c.Services) {
		var next []string
		for name, s := range c.Services {
			ready := !slices.Contains(list, name)
			for on := range s.DependsOn {
				ready = ready && slices.Contains(list, on)
			}
			if ready {
				next = append(next, name)
			}
		}
		if len(next) == 0 {
			t.Fatalf("after %v no service of compose.yaml can start", list)
		}
		slices.Sort(next)
		list = append(list, next...)
	}
	return list
}

// topology is compose.yaml as processes of this machine.
type topology struct {
	town
	names []string // of the nodes
	proxy *node    // as people reach it; only its address is used
}

// compose starts every service that the file names, in its order and with its own settings.
// What differs is where they lie: addresses, secrets, and the demo's people, who live on
// the nodes so that there is somebody to write.
func compose(t *testing.T) *topology {
	t.Helper()
	at := freeAddr(t)
	file, top := readCompose(t, at), &topology{}
	secrets := t.TempDir()
	if out, err := exec.Command("../sh/secrets.sh", secrets).CombinedOutput(); err != nil {
		t.Fatalf("secrets.sh: %v\n%s", err, out)
	}
	for name, s := range file.Secrets {
		if _, err := os.Stat(filepath.Join(secrets, filepath.Base(s.File))); err != nil {
			t.Errorf("secrets.sh makes no %s: %v", name, err)
		}
	}
	where := []string{"/run/secrets/", secrets + "/", "0.0.0.0:8080", "", "172.30.33.0/24", "127.0.0.1"}
	nodes := map[string]*node{} // names lead somewhere before anybody is there
	for _, name := range slices.Sorted(maps.Keys(file.Services)) {
		if file.Services[name].runs() == "jogotonggo" {
			nodes[name] = newNode(t, "JT_DATA="+t.TempDir())
			where = append(where, name+":8080", nodes[name].addr)
		}
	}
	for _, name := range file.order(t) {
		s := file.Services[name]
		switch s.runs() {
		case "postgres":
			url := filepath.Join(secrets, "database_url")
			if err := os.Chmod(url, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(url, []byte(storetest.Postgres(t).Config().URL), 0o600); err != nil {
				t.Fatal(err)
			}
		case "redis":
			top.redis = startRedis(t, s.Command[1:]...)
			where = append(where, name+":6379", top.redis.addr)
		case "jogotonggo":
			n := nodes[name]
			n.args = s.Command
			where[3] = n.addr
			for key, value := range s.Environment {
				n.env = append(n.env, key+"="+strings.NewReplacer(where...).Replace(value))
			}
			n.env = append(n.env, "JT_DEMO=true", "JT_DEMO_LIFE=0")
			n.start()
			top.nodes, top.names = append(top.nodes, n), append(top.names, name)
		case "caddy":
			top.proxy = startCaddy(t, at, strings.NewReplacer(where...).Replace(s.Environment["NODES"]))
		default:
			t.Errorf("%s runs %s, which this proof does not know", name, s.Image)
		}
	}
	return top
}
