package main

import (
	"fmt"
	"sync"
)

// column is what is looked for.
type column string

const (
	lost      column = "lost"
	doubled   column = "doubled"
	phantom   column = "phantom"
	gap       column = "gap"
	divergent column = "divergent"
	leak      column = "leak"
	order     column = "order"
)

var columns = []column{lost, doubled, phantom, gap, divergent, leak, order}

// findings gather what was wrong, each thing once.
type findings struct {
	mu    sync.Mutex
	count map[column]int
	said  map[string]bool
	lines []string
}

func newFindings() *findings {
	return &findings{count: map[column]int{}, said: map[string]bool{}}
}

// add notes one; the same words again are the same thing.
func (f *findings) add(c column, format string, args ...any) {
	line := string(c) + ": " + fmt.Sprintf(format, args...)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.said[line] {
		return
	}
	f.said[line] = true
	f.count[c]++
	f.lines = append(f.lines, line)
}

// take gives what was added since the last time.
func (f *findings) take() (count map[column]int, lines []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	count, lines = f.count, f.lines
	f.count, f.lines = map[column]int{}, nil
	return count, lines
}
