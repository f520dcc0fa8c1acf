package proof

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// caddy is the program that make test has found, or fetched; "" without make test.
var caddy = os.Getenv("JT_TEST_CADDY")

// throughCaddy runs a proof that needs it.
func throughCaddy(t *testing.T, proof func(t *testing.T)) {
	t.Helper()
	if caddy != "" {
		t.Run("caddy", proof)
	}
}

// caddyEnv keeps what Caddy writes inside the test.
func caddyEnv(t *testing.T, site, nodes string) []string {
	t.Helper()
	home := t.TempDir()
	return []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_DATA_HOME=" + home, "XDG_CONFIG_HOME=" + home, "SITE=" + site, "NODES=" + nodes, "ADMIN=off"}
}

// startCaddy runs the Caddyfile in front of nodes, without a certificate.
func startCaddy(t *testing.T, at, nodes string) *node {
	t.Helper()
	log := filepath.Join(t.TempDir(), "caddy")
	out, err := os.Create(log)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	cmd := exec.CommandContext(t.Context(), caddy, "run", "--config", "../caddy/Caddyfile", "--adapter", "caddyfile")
	cmd.Env, cmd.Stdout, cmd.Stderr = caddyEnv(t, "http://"+at, nodes), out, out
	if err := cmd.Start(); err != nil {
		t.Fatalf("start Caddy: %v", err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		if b, err := os.ReadFile(log); err == nil && t.Failed() {
			t.Logf("Caddy said last:\n%s", b[max(0, len(b)-3000):])
		}
	})
	within(t, 20*time.Second, "Caddy passes on", func() bool {
		res, err := http.Get("http://" + at + "/healthz")
		if err != nil {
			return false
		}
		res.Body.Close()
		return res.StatusCode == http.StatusOK
	})
	return &node{t: t, addr: at}
}

// The Caddyfile is one that Caddy takes and would write itself, with a name that gets a
// certificate and with one that gets none.
func TestCaddyfile(t *testing.T) {
	t.Parallel()
	throughCaddy(t, caddyfile)
}

func caddyfile(t *testing.T) {
	for _, site := range []string{"jogo.example", "http://localhost:8081"} {
		cmd := exec.Command(caddy, "validate", "--config", "../caddy/Caddyfile", "--adapter", "caddyfile")
		cmd.Env = caddyEnv(t, site, "node1:8080 node2:8080")
		if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "Valid configuration") {
			t.Errorf("%s: %v\n%s", site, err, out)
		}
	}
	pretty, err := exec.Command(caddy, "fmt", "../caddy/Caddyfile").Output()
	if err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile("../caddy/Caddyfile"); err != nil || string(b) != string(pretty) {
		t.Errorf("caddy fmt would change it (%v)", err)
	}
}

// What is for who runs the server does not go through to the street, and what a node says
// about itself does not depend on whether a proxy asks.
func TestProxyKeepsInside(t *testing.T) {
	t.Parallel()
	throughCaddy(t, keepsInside)
}

func keepsInside(t *testing.T) {
	at := freeAddr(t)
	n := newNode(t, "JT_DATA="+t.TempDir(), "JT_TRUSTED_PROXIES=127.0.0.1", "JT_METRICS_TOKEN=a token of this proof")
	n.start()
	startCaddy(t, at, n.addr)
	for path, want := range map[string]int{"/metrics": http.StatusNotFound, "/readyz": http.StatusNotFound, "/healthz": http.StatusOK, "/api/v1/about": http.StatusOK} {
		req, err := http.NewRequest("GET", "http://"+at+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer a token of this proof")
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if res.Body.Close(); res.StatusCode != want {
			t.Errorf("%s through the proxy: %d, not %d", path, res.StatusCode, want)
		}
	}
}
