package main

import (
	"cmp"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// bill is a CycloneDX 1.6 document. It carries neither time nor serial number, because the
// same release must give the same bytes.
type bill struct {
	Format     string `json:"bomFormat"`
	Spec       string `json:"specVersion"`
	Version    int    `json:"version"`
	Metadata   meta   `json:"metadata"`
	Components []part `json:"components"`
}

type meta struct {
	Component part `json:"component"`
}

type part struct {
	Ref      string    `json:"bom-ref"`
	Type     string    `json:"type"`
	Name     string    `json:"name"`
	Version  string    `json:"version"`
	Licenses []license `json:"licenses,omitempty"`
	Purl     string    `json:"purl,omitempty"`
	Hashes   []hash    `json:"hashes,omitempty"`
}

type license struct {
	Expression string `json:"expression"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

// billOf lists what a binary holds: the Go modules that the linker put in, the standard
// library, and the npm packages that the front end's bundle is made of.
func billOf(version, binary, lock string) ([]byte, error) {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return nil, fmt.Errorf("read what is in %s: %w", binary, err)
	}
	b := bill{Format: "CycloneDX", Spec: "1.6", Version: 1, Metadata: meta{part{Ref: "jogotonggo", Type: "application", Name: "jogotonggo", Version: version,
		Licenses: []license{{"Apache-2.0"}}}}}
	b.add("pkg:golang/", "std", strings.TrimPrefix(info.GoVersion, "go"))
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		b.add("pkg:golang/", m.Path, m.Version)
	}
	if err := b.addBundle(lock); err != nil {
		return nil, err
	}
	slices.SortFunc(b.Components, func(x, y part) int { return cmp.Compare(x.Ref, y.Ref) })
	text, err := json.MarshalIndent(b, "", "  ")
	return append(text, '\n'), err
}

func (b *bill) add(kind, name, version string) *part {
	purl := kind + strings.ReplaceAll(name, "@", "%40") + "@" + version
	b.Components = append(b.Components, part{Ref: purl, Type: "library", Name: name, Version: version, Purl: purl})
	return &b.Components[len(b.Components)-1]
}

// notBundled is installed with the front end and read at run time, if at all: the areas of
// the country have a licence of their own and are never part of a binary.
const notBundled = "idn-area-data"

// locked is a package as package-lock.json knows it; "" is the front end itself.
type locked struct {
	Version, License, Integrity string
	Dependencies                map[string]string
}

// addBundle follows what the front end depends on when it runs.
func (b *bill) addBundle(lock string) error {
	text, err := os.ReadFile(lock)
	if err != nil {
		return err
	}
	var all struct{ Packages map[string]locked }
	if err := json.Unmarshal(text, &all); err != nil {
		return fmt.Errorf("read %s: %w", lock, err)
	}
	seen := map[string]bool{notBundled: true}
	var follow func(of locked) error
	follow = func(of locked) error {
		for name := range of.Dependencies {
			if seen[name] {
				continue
			}
			seen[name] = true
			p, ok := all.Packages["node_modules/"+name]
			if !ok {
				return fmt.Errorf("%s: %s is not where it should be", lock, name)
			}
			if err := b.addPackage(name, p); err != nil {
				return err
			}
			if err := follow(p); err != nil {
				return err
			}
		}
		return nil
	}
	return follow(all.Packages[""])
}

func (b *bill) addPackage(name string, p locked) error {
	added := b.add("pkg:npm/", name, p.Version)
	if p.License != "" {
		added.Licenses = []license{{p.License}}
	}
	sum, found := strings.CutPrefix(p.Integrity, "sha512-")
	if !found {
		return nil
	}
	raw, err := base64.StdEncoding.DecodeString(sum)
	if err != nil {
		return fmt.Errorf("integrity of %s: %w", name, err)
	}
	added.Hashes = []hash{{"SHA-512", hex.EncodeToString(raw)}}
	return nil
}
