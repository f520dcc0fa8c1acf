package check

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// What runs in compose.yaml has as little as it needs: no root's powers, no writing, a
// question that tells whether it lives, and secrets from files alone.
func TestCompose(t *testing.T) {
	t.Parallel()
	file := read(t, "../compose.yaml")[0]
	services, _ := file["services"].(map[string]any)
	if len(services) < 5 {
		t.Fatalf("%d services", len(services))
	}
	for name, s := range services {
		if at(s, "restart") == nil {
			t.Errorf("%s is not started again", name)
		}
		for _, secret := range texts(at(s, "secrets")) {
			if at(file, "secrets", secret, "file") == nil {
				t.Errorf("%s wants the secret %s, which no file is", name, secret)
			}
		}
		env, _ := at(s, "environment").(map[string]any)
		for key, value := range env {
			if hidden := strings.Contains(key, "SECRET") || strings.Contains(key, "PASSWORD") || strings.Contains(key, "TOKEN"); hidden && !strings.HasPrefix(fmt.Sprint(value), "/run/secrets/") {
				t.Errorf("%s carries %s in the open", name, key)
			}
		}
		if name != "caddy" && at(s, "ports") != nil {
			t.Errorf("%s is open to the street", name)
		}
	}
	for _, name := range []string{"node1", "node2"} {
		s := services[name]
		if at(s, "read_only") != true || !slices.Equal(texts(at(s, "cap_drop")), []string{"ALL"}) || at(s, "healthcheck", "test") == nil {
			t.Errorf("%s has more than it needs, or nobody asks it: %v", name, s)
		}
		if !slices.Equal(texts(at(s, "healthcheck", "test")), []string{"CMD", "/jogotonggo", "healthy"}) {
			t.Errorf("%s is asked by %v", name, at(s, "healthcheck", "test"))
		}
	}
}

// The image ends in nothing but what was laid into it, for a user who is a number.
func TestDockerfile(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	last := text[strings.LastIndex(text, "\nFROM ")+1:]
	for _, line := range []string{"FROM scratch\n", "USER 65532:65532\n", "VOLUME /data\n", `ENTRYPOINT ["/jogotonggo"]`, `CMD ["/jogotonggo", "healthy"]`} {
		if !strings.Contains(last, line) {
			t.Errorf("the last stage lacks %q", line)
		}
	}
	if strings.Contains(last, "\nRUN ") || !strings.Contains(text, "CGO_ENABLED=0") {
		t.Error("what is in it would need more than itself")
	}
}
