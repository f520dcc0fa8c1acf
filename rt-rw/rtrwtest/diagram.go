package rtrwtest

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"jogotonggo/rt-rw"
)

// Diagram draws a service's moves as a Mermaid state diagram. "⏱" are clocks, "↳" what other
// services' moves lead to.
func Diagram(s *rtrw.Service) string {
	var d strings.Builder
	d.WriteString("```mermaid\nstateDiagram-v2\n")
	type edge struct{ from, to rtrw.State }
	var order []edge
	names := map[edge][]string{}
	add := func(from, to rtrw.State, m *rtrw.Move) {
		name := m.Name
		switch {
		case reacts(s, m):
			name = "↳ " + name
		case m.People.System():
			name = "⏱ " + name
		}
		e := edge{from, to}
		if names[e] == nil {
			order = append(order, e)
		}
		names[e] = append(names[e], name)
	}
	for i := range s.Moves {
		m := &s.Moves[i]
		for _, from := range m.From {
			if m.Stays {
				add(from, from, m)
				continue
			}
			for _, to := range m.To {
				add(from, to, m)
			}
		}
		if m.Opens() {
			for _, to := range m.To {
				add("[*]", to, m)
			}
		}
	}
	for _, e := range order {
		fmt.Fprintf(&d, "  %s --> %s: %s\n", e.from, e.to, strings.Join(names[e], ", "))
	}
	for _, st := range s.Final {
		fmt.Fprintf(&d, "  %s --> [*]\n", st)
	}
	d.WriteString("```\n")
	return d.String()
}

// Table lists who makes which move, for a README.
func Table(s *rtrw.Service) string {
	var d strings.Builder
	d.WriteString("| move | in the app | from → to | who |\n|---|---|---|---|\n")
	for i := range s.Moves {
		m := &s.Moves[i]
		who := "a clock"
		if roles := m.People.Roles(); len(roles) > 0 {
			who = join(roles)
		} else if reacts(s, m) {
			who = "what `" + strings.Join(causes(s, m), "`, `") + "` leads to"
		} else if m.Opens() {
			who = "the invite door"
		}
		to := join(m.To)
		if m.Stays {
			to = "stays"
		}
		fmt.Fprintf(&d, "| `%s` | %s | %s → %s | %s |\n", m.Name, s.Words[m.Name].ID, join(m.From), to, who)
	}
	return d.String()
}

// reacts says whether a move answers another service's.
func reacts(s *rtrw.Service, m *rtrw.Move) bool { return len(causes(s, m)) > 0 }

// causes lists the moves of other services that it answers.
func causes(s *rtrw.Service, m *rtrw.Move) (list []string) {
	for _, a := range s.Reactions {
		if a.Do == m.Name {
			list = append(list, a.Service+"/"+a.Move)
		}
	}
	return list
}

func join[T ~string](list []T) string {
	parts := make([]string, len(list))
	for i, v := range list {
		parts[i] = string(v)
	}
	return strings.Join(parts, ", ")
}

// Readme checks that the part of a README between the marks is what the declaration
// gives. With JT_UPDATE=1 it writes it.
func Readme(t *testing.T, file string, s *rtrw.Service) {
	t.Helper()
	const begin, end = "<!-- generated from the moves; JT_UPDATE=1 go test writes it -->\n", "<!-- end -->\n"
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(b), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the generated part", file)
	}
	want := head + begin + Diagram(s) + "\n" + Table(s) + end + tail
	if want == string(b) {
		return
	}
	if slices.Contains(os.Environ(), "JT_UPDATE=1") {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s is not what the moves say; run JT_UPDATE=1 go test ./...", file)
}
