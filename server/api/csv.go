package api

import (
	"encoding/csv"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

// tallies gives the board's numbers as a table, for spreadsheets and researchers: what the
// board shows this viewer, and nothing else.
func (s *server) talliesCSV(c *gin.Context, who *Signed) error {
	area, err := place(c, "area")
	if err != nil {
		return err
	}
	b, err := s.Desk.Board(c.Request.Context(), who.Viewer, area)
	if err != nil {
		return err
	}
	rows := [][]string{{"area", "service", "state", "n"}}
	for _, at := range slices.Sorted(maps.Keys(b.Tallies)) {
		for _, service := range slices.Sorted(maps.Keys(b.Tallies[at])) {
			states := b.Tallies[at][service]
			for _, state := range slices.Sorted(maps.Keys(states)) {
				rows = append(rows, []string{string(at), service, state, fmt.Sprint(states[state])})
			}
		}
	}
	c.Header("Content-Disposition", `attachment; filename="jogotonggo.csv"`)
	text, err := table(rows)
	if err != nil {
		return err
	}
	c.Data(http.StatusOK, "text/csv; charset=utf-8", []byte(text))
	return nil
}

// table is the one writer of CSV. A cell that a spreadsheet would take for a formula gets an
// apostrophe before it.
func table(rows [][]string) (string, error) {
	var b strings.Builder
	w := csv.NewWriter(&b)
	for _, r := range rows {
		cells := make([]string, len(r))
		for i, cell := range r {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				cell = "'" + cell
			}
			cells[i] = cell
		}
		if err := w.Write(cells); err != nil {
			return "", err
		}
	}
	w.Flush()
	return b.String(), w.Error()
}
