package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// A backup as a stream, for a file that is encrypted as it is written. Each line is a mark (an object) or a row (a list):
//
//	{"part":"ledger"}
//	{"table":"about"}  ["name","value"]  ["epoch","…"] …  {"rows":2}
//	… one table after another …
//	{"whole":{manifest}}
//
// What does not end with its manifest is no backup.
type streamMark struct {
	Part  string    `json:"part,omitempty"`
	Table string    `json:"table,omitempty"`
	Rows  *int64    `json:"rows,omitempty"`
	Whole *Manifest `json:"whole,omitempty"`
}

// The parts of a backup.
const (
	ledgerPart = "ledger"
	keysPart   = "keys"
)

// BackupTo writes a backup's two parts, first the ledger and then the keys (see Backup), and gives what the ledger holds.
func (s *Store) BackupTo(ctx context.Context, ledger, keys io.Writer) (*Manifest, error) {
	m, err := s.manifest(ctx)
	if err != nil {
		return nil, fmt.Errorf("backup: %w", err)
	}
	write := func(w io.Writer, part string, tables []string) error {
		db := s.db.DB
		if part == keysPart {
			db = s.keys.db
		}
		enc, whole := json.NewEncoder(w), *m
		whole.Tables = map[string]int64{}
		if err := enc.Encode(streamMark{Part: part}); err != nil {
			return err
		}
		err := s.dump(ctx, db, tables, func(table string, rows tableWriter) error {
			if err := enc.Encode(streamMark{Table: table}); err != nil {
				return err
			}
			n, err := rows(w)
			if err != nil {
				return err
			}
			whole.Tables[table], m.Tables[table] = n, n
			return enc.Encode(streamMark{Rows: &n})
		})
		if err != nil {
			return err
		}
		return enc.Encode(streamMark{Whole: &whole})
	}
	if err := write(ledger, ledgerPart, ledgerTables); err != nil {
		return nil, fmt.Errorf("backup the ledger: %w", err)
	}
	if err := write(keys, keysPart, keyTables); err != nil {
		return nil, fmt.Errorf("backup the keys: %w", err)
	}
	return m, nil
}

// CheckBackup reads a part to its end and says what it holds; an error is its damage.
func CheckBackup(r io.Reader) (*Manifest, error) {
	in := newStream(r)
	part, err := in.begin()
	if err != nil {
		return nil, err
	}
	tables := ledgerTables
	if part == keysPart {
		tables = keyTables
	}
	for _, t := range tables {
		columns, next, err := in.table(t)
		if err != nil {
			return nil, err
		}
		for err == nil {
			var row []any
			if row, err = next(); err == nil && len(row) != len(columns) {
				err = fmt.Errorf("table %s: %d values for %d columns", t, len(row), len(columns))
			}
		}
		if !errors.Is(err, io.EOF) {
			return nil, err
		}
	}
	return in.end()
}

// stream reads a part in the order in which it was written.
type stream struct{ dec *json.Decoder }

func newStream(r io.Reader) *stream {
	dec := json.NewDecoder(r)
	dec.UseNumber()
	return &stream{dec}
}

// line gives a row, or else a mark. Where the stream ends too soon that is said.
func (in *stream) line() (row []any, m *streamMark, err error) {
	var raw json.RawMessage
	if err := in.dec.Decode(&raw); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if raw[0] == '[' {
		return row, nil, dec.Decode(&row)
	}
	dec.DisallowUnknownFields()
	m = new(streamMark)
	return nil, m, dec.Decode(m)
}

func (in *stream) begin() (string, error) {
	_, m, err := in.line()
	if err != nil {
		return "", err
	}
	if m == nil || m.Part != ledgerPart && m.Part != keysPart {
		return "", errors.New("it does not begin as a backup does")
	}
	return m.Part, nil
}

// table gives the next table's columns, and its rows one after another until io.EOF.
func (in *stream) table(name string) (columns []string, next func() ([]any, error), err error) {
	_, m, err := in.line()
	if err != nil {
		return nil, nil, err
	}
	if m == nil || m.Table != name {
		return nil, nil, fmt.Errorf("table %s is not where it belongs", name)
	}
	if err := in.dec.Decode(&columns); err != nil {
		return nil, nil, fmt.Errorf("columns of %s: %w", name, err)
	}
	var n int64
	return slices.Clip(columns), func() ([]any, error) {
		row, m, err := in.line()
		if err != nil {
			return nil, fmt.Errorf("row %d of %s: %w", n+1, name, err)
		}
		if m == nil {
			n++
			return row, nil
		}
		if m.Rows == nil || *m.Rows != n {
			return nil, fmt.Errorf("table %s does not end with its %d rows", name, n)
		}
		return nil, io.EOF
	}, nil
}

// end demands the manifest, and nothing behind it.
func (in *stream) end() (*Manifest, error) {
	_, m, err := in.line()
	if err != nil {
		return nil, err
	}
	if m == nil || m.Whole == nil {
		return nil, errors.New("it lacks its end")
	}
	if _, err := in.dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something stands behind its end")
	}
	return m.Whole, nil
}
