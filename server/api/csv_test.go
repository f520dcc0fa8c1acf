package api

import (
	"encoding/csv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestTableIsNoFormula: whatever a cell holds, a spreadsheet reads a text, and reading the
// table back gives what was written.
func TestTableIsNoFormula(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		cell := rapid.StringOfN(rapid.RuneFrom([]rune("=+-@\t\r'\",;\nabc1")), 1, 12, -1).Draw(r, "cell")
		text, err := table([][]string{{cell, "x"}})
		if err != nil {
			r.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(rows) != 1 {
			r.Fatalf("%q cannot be read back: %v", text, err)
		}
		got := rows[0][0]
		if strings.ContainsAny(got[:1], "=+-@\t\r") {
			r.Fatalf("%q reads as a formula", got)
		}
		if want := strings.ReplaceAll(cell, "\r\n", "\n"); strings.TrimPrefix(got, "'") != strings.TrimPrefix(want, "'") {
			r.Fatalf("%q became %q", cell, got)
		}
	})
}
