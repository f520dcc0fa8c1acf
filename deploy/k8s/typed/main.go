// Command typed reads Kubernetes manifests and decodes each strictly into the type of its
// API: a field that does not exist, is misspelt or holds the wrong kind of value ends it
// with 1. It is a module of its own, so that the server does not depend on Kubernetes.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	apps "k8s.io/api/apps/v1"
	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	reader "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// kinds are those that the manifests use.
var kinds = map[string]func() any{
	"apps/v1 Deployment":                 func() any { return new(apps.Deployment) },
	"batch/v1 Job":                       func() any { return new(batch.Job) },
	"networking.k8s.io/v1 Ingress":       func() any { return new(networking.Ingress) },
	"networking.k8s.io/v1 NetworkPolicy": func() any { return new(networking.NetworkPolicy) },
	"policy/v1 PodDisruptionBudget":      func() any { return new(policy.PodDisruptionBudget) },
	"v1 ConfigMap":                       func() any { return new(core.ConfigMap) },
	"v1 Namespace":                       func() any { return new(core.Namespace) },
	"v1 Service":                         func() any { return new(core.Service) },
}

func main() {
	if err := check(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "typed:", err)
		os.Exit(1)
	}
}

func check(from io.Reader) error {
	documents, count := reader.NewYAMLReader(bufio.NewReader(from)), 0
	for {
		text, err := documents.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		var is struct {
			meta.TypeMeta
			Metadata meta.ObjectMeta `json:"metadata"`
		}
		if err := yaml.Unmarshal(text, &is); err != nil {
			return err
		}
		kind := is.APIVersion + " " + is.Kind
		make, known := kinds[kind]
		if !known {
			return fmt.Errorf("%s %s is of no kind that is used here", kind, is.Metadata.Name)
		}
		if err := yaml.UnmarshalStrict(text, make()); err != nil {
			return fmt.Errorf("%s %s: %w", kind, is.Metadata.Name, err)
		}
		fmt.Printf("%-36s %s\n", kind, is.Metadata.Name)
		count++
	}
	if count == 0 {
		return errors.New("nothing to read")
	}
	return nil
}
