package proof

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const top = "../.."

// read gives the text of every file under the repository whose name passes, without what was
// installed, built or kept by a server that ran here.
func read(t *testing.T, passes func(name string) bool) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); d.IsDir() && path != top && (name == "node_modules" || name == "dist" || name == "data" || name == "testdata" || name == ".git") {
			return filepath.SkipDir
		}
		if d.Type().IsRegular() && passes(path) {
			b, err := os.ReadFile(path)
			texts[path] = string(b)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

func pages(t *testing.T) map[string]string {
	t.Helper()
	texts := read(t, func(path string) bool { return strings.HasSuffix(path, ".md") })
	if len(texts) < 15 {
		t.Fatalf("only %d pages found", len(texts))
	}
	return texts
}

var (
	target  = regexp.MustCompile(`\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"`)
	heading = regexp.MustCompile(`(?m)^#+ +(.+)$`)
	outside = regexp.MustCompile(`^[a-z]+:`)
	noSlug  = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// TestLinks: what a page links to or shows is there, down to the heading.
func TestLinks(t *testing.T) {
	t.Parallel()
	all := pages(t)
	for page, text := range all {
		for _, m := range target.FindAllStringSubmatch(withoutFences(text), -1) {
			to := m[1] + m[2]
			if outside.MatchString(to) {
				continue
			}
			file, anchor, _ := strings.Cut(to, "#")
			where := page
			if file != "" {
				where = filepath.Join(filepath.Dir(page), file)
			}
			if _, err := os.Stat(where); err != nil {
				t.Errorf("%s: %s is not there", page, to)
			} else if anchor != "" && !slices.Contains(anchors(all[where]), anchor) {
				t.Errorf("%s: %s has no heading for #%s", page, where, anchor)
			}
		}
	}
}

func anchors(text string) (list []string) {
	for _, m := range heading.FindAllStringSubmatch(withoutFences(text), -1) {
		list = append(list, strings.ReplaceAll(noSlug.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-"))
	}
	return list
}

var (
	fence   = regexp.MustCompile("(?ms)^ *```.*?^ *```")
	span    = regexp.MustCompile("`([^`\n]+)`")
	comment = regexp.MustCompile(`(?:^|\s)#.*$`)
)

func withoutFences(text string) string { return fence.ReplaceAllString(text, "") }

// lines gives what stands on a page as code, one line a command.
func lines(text string) (list []string) {
	for _, block := range fence.FindAllString(text, -1) {
		for line := range strings.Lines(strings.ReplaceAll(block, "\\\n", " ")) {
			if line = strings.TrimSpace(line); !strings.HasPrefix(line, "```") {
				list = append(list, comment.ReplaceAllString(line, ""))
			}
		}
	}
	for _, m := range span.FindAllStringSubmatch(withoutFences(text), -1) {
		list = append(list, m[1])
	}
	return list
}

// TestMakeTargets: every `make x` on a page is a target of the Makefile.
func TestMakeTargets(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(filepath.Join(top, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	asked := regexp.MustCompile(`(?:^|[\s;&])make((?: +[a-zA-Z_]+=\S+)*(?: +[a-z][a-z-]*)+)`)
	n := 0
	for page, text := range pages(t) {
		for _, line := range lines(text) {
			for _, m := range asked.FindAllStringSubmatch(line, -1) {
				for _, word := range strings.Fields(m[1]) {
					if strings.Contains(word, "=") {
						continue
					}
					if n++; !regexp.MustCompile(`(?m)^` + word + `:`).Match(b) {
						t.Errorf("%s: no target for make %s", page, word)
					}
				}
			}
		}
	}
	if n < 5 {
		t.Errorf("only %d calls of make found; the reading is broken", n)
	}
}

// TestCommands: every command of the binary on a page exists, with its flags.
func TestCommands(t *testing.T) {
	t.Parallel()
	known := commands(t)
	called := regexp.MustCompile(`(?:^|[\s/])(?:jogotonggo|go run \./server)((?: +[^\s|;&]+)+)`)
	n := 0
	for page, text := range pages(t) {
		for _, line := range lines(text) {
			for _, m := range called.FindAllStringSubmatch(line, -1) {
				words := strings.Fields(m[1])
				if !startsCommand(words[0]) {
					continue
				}
				n++
				flags := flagsOf(t, known, words)
				if flags == nil {
					t.Errorf("%s: there is no command %s", page, m[0])
					continue
				}
				for _, word := range words {
					if name, _, _ := strings.Cut(word, "="); strings.HasPrefix(name, "--") && !slices.Contains(flags, name) {
						t.Errorf("%s: %s has no flag %s", page, m[0], name)
					}
				}
			}
		}
	}
	if n < 5 {
		t.Errorf("only %d commands found; the reading is broken", n)
	}
}

func startsCommand(word string) bool {
	return regexp.MustCompile(`^(--)?[a-z][a-z-]*$`).MatchString(word)
}

// commands asks the binary what it can do: "serve", "area import".
func commands(t *testing.T) (list []string) {
	t.Helper()
	for _, m := range regexp.MustCompile(`(?m)^  ([a-z]+(?: [a-z]+)*)`).FindAllStringSubmatch(help(t), -1) {
		list = append(list, m[1])
	}
	if len(list) < 5 {
		t.Fatalf("the binary names only %v", list)
	}
	return list
}

func help(t *testing.T, words ...string) string {
	t.Helper()
	out, err := exec.Command(binary, slices.Concat(words, []string{"--help"})...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v --help: %v\n%s", words, err, out)
	}
	return string(out)
}

// flagsOf finds the longest command that the words begin with, and its flags; of a group of commands,
// one of which is meant, those of all. nil: there is none.
func flagsOf(t *testing.T, known, words []string) (flags []string) {
	t.Helper()
	if strings.HasPrefix(words[0], "-") {
		return flagForm.FindAllString(help(t), -1)
	}
	for i := range words {
		if slices.Contains(known, strings.Join(words[:i+1], " ")) {
			flags = flagForm.FindAllString(help(t, words[:i+1]...), -1)
		}
	}
	if flags != nil {
		return flags
	}
	for _, command := range known {
		if strings.HasPrefix(command, words[0]+" ") {
			flags = append(flags, flagForm.FindAllString(help(t, strings.Fields(command)...), -1)...)
		}
	}
	return flags
}

var flagForm = regexp.MustCompile(`--[a-z][a-z-]*`)

// TestSettings: every setting that a page names is read somewhere.
func TestSettings(t *testing.T) {
	t.Parallel()
	setting := regexp.MustCompile(`\bJT_[A-Z_]*[A-Z]\b`)
	var code strings.Builder
	for _, text := range read(t, func(path string) bool {
		return slices.Contains([]string{".go", ".sh", ".ts", ".mjs", ".yaml"}, filepath.Ext(path)) || filepath.Base(path) == "Makefile" || filepath.Base(path) == "env.example"
	}) {
		code.WriteString(text)
	}
	there := setting.FindAllString(code.String(), -1)
	for page, text := range pages(t) {
		for _, name := range setting.FindAllString(text, -1) {
			if !slices.Contains(there, name) {
				t.Errorf("%s: nothing reads %s", page, name)
			}
		}
	}
}
