package store

import (
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jogotonggo/rt-rw"
)

// officialSource marks what came from the official list; nothing else is ever changed by
// an import: RT, RW and what a person named stay as they are.
const officialSource = "idn-area-data"

// areaFile is one list of the package; the upper two shout their names.
type areaFile struct {
	name    string
	columns int
	shouts  bool
}

var areaFiles = []areaFile{{"provinces.csv", 2, true}, {"regencies.csv", 3, true}, {"districts.csv", 3, false}, {"villages.csv", 3, false}}

// importChunk rows are committed at once, so that commands get their turn between.
const importChunk = 10_000

// ImportAreas reads the official areas of the country from the CSV files of the npm
// package idn-area-data and says how many rows there were. Doing it again brings names
// up to date.
func (s *Store) ImportAreas(ctx context.Context, dir string) (n int, err error) {
	for _, f := range areaFiles {
		rows, err := f.read(dir)
		if err != nil {
			return n, fmt.Errorf("import areas: %w", err)
		}
		for len(rows) > 0 {
			part := rows[:min(importChunk, len(rows))]
			err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
				return bulk(ctx, tx, "areas", areaColumns, ` ON CONFLICT (area) DO UPDATE SET name = excluded.name WHERE areas.source = '`+officialSource+`'`, part)
			})
			if err != nil {
				return n, err
			}
			n, rows = n+len(part), rows[len(part):]
		}
	}
	return n, nil
}

var areaColumns = []string{"area", "parent", "name", "source"}

func (f areaFile) read(dir string) (rows [][]any, err error) {
	file, err := os.Open(filepath.Join(dir, f.name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.FieldsPerRecord, r.ReuseRecord, r.LazyQuotes = f.columns, true, true // names such as Ra"as stand unquoted
	for line := 1; ; line++ {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		if line == 1 {
			continue // column names
		}
		a, err := rtrw.ParseArea(rec[0])
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: %q is no area code", f.name, line, rec[0])
		}
		name := strings.TrimSpace(rec[f.columns-1])
		if f.shouts {
			name = calmName(name)
		}
		rows = append(rows, []any{string(a), string(above(a)), name, officialSource})
	}
}

// above gives the parent of an area: its path without the last part.
func above(a rtrw.Area) rtrw.Area { return a[:max(strings.LastIndexAny(string(a), "./"), 0)] }

// calmName writes "KOTA SEMARANG" as "Kota Semarang"; "DKI" stays.
func calmName(name string) string {
	if strings.ToUpper(name) != name {
		return name
	}
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		if w == "dki" {
			words[i] = "DKI"
			continue
		}
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// HasAreas says whether the official areas were imported.
func (s *Store) HasAreas(ctx context.Context) bool {
	var one int
	err := s.db.QueryRowContext(ctx, `SELECT 1 FROM areas WHERE source = $1 LIMIT 1`, officialSource).Scan(&one)
	return err == nil
}
