package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	save := flag.String("save", "", "append the counts of this run to a file")
	total := flag.String("total", "", "print the sum of the counts kept in a folder")
	flag.Parse()
	err := errors.New("say -save FILE or -total DIR")
	switch {
	case *total != "":
		err = printTotal(os.Stdout, *total)
	case *save != "":
		err = follow(os.Stdin, os.Stdout, *save)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "count:", err)
		os.Exit(1)
	}
}

// follow prints a run as it goes and appends its counts to the file.
func follow(in io.Reader, out io.Writer, save string) error {
	r := newRun(out)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Fprintln(out, lines.Text()) // go itself speaks plainly when it cannot start
			continue
		}
		r.take(e)
	}
	if err := lines.Err(); err != nil {
		return err
	}
	f, err := os.OpenFile(save, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(json.NewEncoder(f).Encode(r.counts()), f.Close()); err != nil {
		return err
	}
	if len(r.skipped) > 0 {
		return fmt.Errorf("skipped, and so not passed: %v", r.skipped)
	}
	return nil
}
