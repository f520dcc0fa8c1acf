package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"jogotonggo/rt-rw"
)

// Restored says from which backup this database came, the last time that it did.
type Restored struct {
	At   time.Time `json:"at"`   // when that backup was made: what was done later is missing until phones send it again
	From []string  `json:"from"` // the epochs of which this one goes on, oldest first
}

// beginLineage gives what was restored an epoch of its own and remembers those before: a phone that knows one of them
// knows more than this database, one that knows another has nothing to do with it.
func beginLineage(ctx context.Context, tx *sql.Tx, m *Manifest) error {
	r, err := readRestored(ctx, tx)
	if err != nil {
		return err
	}
	if r == nil {
		r = new(Restored)
	}
	if r.At, err = time.Parse(time.RFC3339, m.At); err != nil {
		return fmt.Errorf("the manifest names no time: %w", err)
	}
	r.From = append(r.From, rtrw.EpochName(m.Epoch))
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO about (name, value) VALUES ('restored', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, string(b)); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE about SET value = $1 WHERE name = 'epoch'`, strconv.FormatInt(newEpoch(m.Epoch), 10))
	return err
}

// schemaHere names the newest migrations of the ledger and of the keys. An open database has them all.
func schemaHere() string {
	newest := func(files embed.FS, dir string) string {
		all, err := files.ReadDir(dir)
		if err != nil || len(all) == 0 {
			panic("store: no migrations in " + dir)
		}
		number, _, _ := strings.Cut(all[len(all)-1].Name(), "_")
		return number
	}
	return newest(kernelSQL, "migration") + "/" + newest(keySQL, "keymigration")
}

// newEpoch draws a lineage that is not the one before.
func newEpoch(old int64) int64 {
	for {
		var b [4]byte
		rand.Read(b[1:])
		if e := int64(binary.BigEndian.Uint32(b[:]) | 1); e != old {
			return e
		}
	}
}

// readRestored is nil where the database never came from a backup.
func readRestored(ctx context.Context, q querier) (*Restored, error) {
	texts, err := query(ctx, q, `SELECT value FROM about WHERE name = 'restored'`, nil, scanText)
	if err != nil || len(texts) == 0 {
		return nil, err
	}
	r := new(Restored)
	if err := json.Unmarshal([]byte(texts[0]), r); err != nil {
		return nil, errors.New("what is noted of the last restore cannot be read")
	}
	return r, nil
}
