package check

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every manifest is named by the kustomization beside it, and every name is a file.
func TestKustomizations(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{"base", "kota", "migrate"} {
		dir = filepath.Join("../k8s", dir)
		var here, named []string
		files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if name := filepath.Base(f); name != "kustomization.yaml" {
				here = append(here, name)
			}
		}
		for _, name := range texts(at(read(t, filepath.Join(dir, "kustomization.yaml"))[0], "resources")) {
			if strings.HasPrefix(name, "..") {
				if _, err := os.Stat(filepath.Join(dir, name, "kustomization.yaml")); err != nil {
					t.Error(err)
				}
				continue
			}
			named = append(named, name)
		}
		slices.Sort(named)
		if diff := cmp.Diff(here, named); diff != "" {
			t.Errorf("%s (-files +named):\n%s", dir, diff)
		}
	}
}

// podsOf gives every pod template of the manifests, by the name of what runs it.
func podsOf(t *testing.T) map[string]any {
	t.Helper()
	pods := map[string]any{}
	for _, file := range []string{"../k8s/base/nodes.yaml", "../k8s/base/redis.yaml", "../k8s/migrate/job.yaml"} {
		for _, one := range read(t, file) {
			if spec := at(one, "spec", "template", "spec"); spec != nil {
				pods[fmt.Sprint(at(one, "metadata", "name"))] = spec
			}
		}
	}
	return pods
}

// Every pod keeps to the standard "restricted", which kota's namespace enforces.
func TestPodsAreRestricted(t *testing.T) {
	t.Parallel()
	pods := podsOf(t)
	if len(pods) != 3 {
		t.Fatalf("%d pods", len(pods))
	}
	for name, pod := range pods {
		for what, is := range map[string]bool{
			"no root":        at(pod, "securityContext", "runAsNonRoot") == true,
			"a numeric user": fmt.Sprint(at(pod, "securityContext", "runAsUser")) > "0",
			"seccomp":        at(pod, "securityContext", "seccompProfile", "type") == "RuntimeDefault",
			"no token":       at(pod, "automountServiceAccountToken") == false,
			"no escalation":  at(pod, "containers", 0, "securityContext", "allowPrivilegeEscalation") == false,
			"no writing":     at(pod, "containers", 0, "securityContext", "readOnlyRootFilesystem") == true,
			"no capability":  slices.Equal(texts(at(pod, "containers", 0, "securityContext", "capabilities", "drop")), []string{"ALL"}),
			"a memory limit": at(pod, "containers", 0, "resources", "limits", "memory") != nil,
		} {
			if !is {
				t.Errorf("%s lacks: %s", name, what)
			}
		}
	}
	if level := at(read(t, "../k8s/kota/namespace.yaml")[0], "metadata", "labels", "pod-security.kubernetes.io/enforce"); level != "restricted" {
		t.Errorf("the namespace enforces %v", level)
	}
}

// A node is only sent people while it is ready, leaves slowly enough for what is on its
// way, and never leaves nobody behind.
func TestNodesRollOver(t *testing.T) {
	t.Parallel()
	nodes := read(t, "../k8s/base/nodes.yaml")[0]
	pod := at(nodes, "spec", "template", "spec")
	one := at(pod, "containers", 0)
	number := func(way ...any) (n int) {
		fmt.Sscan(fmt.Sprint(at(one, way...)), &n)
		return n
	}
	var grace int
	fmt.Sscan(fmt.Sprint(at(pod, "terminationGracePeriodSeconds")), &grace)
	const goodbye = 10 // seconds that serve gives answers on their way
	if pause := number("lifecycle", "preStop", "sleep", "seconds"); pause < 3 || grace < pause+goodbye+5 {
		t.Errorf("it has %d s, %d of them before it is told", grace, pause)
	}
	for what, is := range map[string]bool{
		"two nodes":                 fmt.Sprint(at(nodes, "spec", "replicas")) == "2",
		"none away while it rolls":  fmt.Sprint(at(nodes, "spec", "strategy", "rollingUpdate", "maxUnavailable")) == "0",
		"ready by /readyz":          at(one, "readinessProbe", "httpGet", "path") == "/readyz",
		"alive by /healthz":         at(one, "livenessProbe", "httpGet", "path") == "/healthz",
		"a budget for its selector": cmp.Equal(at(read(t, "../k8s/base/budget.yaml")[0], "spec", "selector"), at(nodes, "spec", "selector")),
		"the port that it listens":  strings.HasSuffix(settingsOf(one)["JT_ADDR"], fmt.Sprint(":", at(one, "ports", 0, "containerPort"))),
	} {
		if !is {
			t.Errorf("not so: %s", what)
		}
	}
}

// settingsOf gives a container's variables.
func settingsOf(container any) map[string]string {
	list := map[string]string{}
	all, _ := at(container, "env").([]any)
	for _, one := range all {
		list[fmt.Sprint(at(one, "name"))] = fmt.Sprint(at(one, "value"))
	}
	return list
}
