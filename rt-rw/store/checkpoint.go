package store

import (
	"bytes"
	"compress/flate"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"jogotonggo/rt-rw"
)

// checkpoint is how a log stood at a time, as it is kept.
type checkpoint struct {
	log    rtrw.Area
	at     int64 // every line up to seq was written before it
	seq    int64
	counts map[rtrw.Count]int64
	open   []int64 // the last lines of open cases, ascending
}

const checkpointColumns = `at, seq, counts, open`

func scanCheckpoint(log rtrw.Area) func(scanner) (checkpoint, error) {
	return func(r scanner) (checkpoint, error) {
		k := checkpoint{log: log}
		var counts, open string
		if err := r.Scan(&k.at, &k.seq, &counts, &open); err != nil {
			return k, err
		}
		var broken, too error
		k.counts, broken = unpackCounts(counts)
		k.open, too = unpackOpen(open)
		if err := errors.Join(broken, too); err != nil {
			return k, fmt.Errorf("checkpoint of %s at %d: %w", log, k.at, err)
		}
		return k, nil
	}
}

// lastCheckpoint gives the last one of a log up to a time; one before the first line, where
// there is none.
func lastCheckpoint(ctx context.Context, q querier, log rtrw.Area, at int64) (checkpoint, error) {
	got, err := query(ctx, q, `SELECT `+checkpointColumns+` FROM checkpoints WHERE log = $1 AND at <= $2 ORDER BY at DESC LIMIT 1`, []any{string(log), at}, scanCheckpoint(log))
	if err != nil || len(got) == 0 {
		return checkpoint{log: log, counts: map[rtrw.Count]int64{}}, err
	}
	return got[0], nil
}

// checkpointAt is a moment as it is kept.
func checkpointAt(log rtrw.Area, at int64, s *rtrw.Moment[int64]) checkpoint {
	k := checkpoint{log: log, at: at, seq: s.Seq, counts: s.Counts, open: make([]int64, 0, len(s.Open))}
	for _, seq := range s.Open {
		k.open = append(k.open, seq)
	}
	slices.Sort(k.open)
	return k
}

func (k *checkpoint) row() []any { return k.rowWith(sheetOf(k.counts).write(k.counts)) }

// rowWith is the row where the counts are written already.
func (k *checkpoint) rowWith(counts []byte) []any {
	return []any{string(k.log), k.at, k.seq, deflated(counts), packOpen(k.open)}
}

// deflaters and inflaters are kept: the former are two thirds of a megabyte, and write a thousand bytes.
var (
	deflaters = sync.Pool{New: func() any {
		w, _ := flate.NewWriter(nil, flate.DefaultCompression) // the level is one that exists
		return w
	}}
	inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}
)

// deflated makes counts short: areas and states repeat.
func deflated(plain []byte) string {
	var b bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&b)
	w.Write(plain) // a buffer takes everything
	w.Close()
	return base64.RawStdEncoding.EncodeToString(b.Bytes())
}

// mostCounts bounds what is unpacked: far more than any kelurahan has.
const mostCounts = 16 << 20

func inflated(text string) ([]byte, error) {
	packed, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	r := inflaters.Get().(io.ReadCloser)
	defer inflaters.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(packed), nil); err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, mostCounts))
}

func unpackCounts(text string) (map[rtrw.Count]int64, error) {
	plain, err := inflated(text)
	if err != nil {
		return nil, err
	}
	var tree map[rtrw.Area]map[string]map[rtrw.State]int64
	if err := json.Unmarshal(plain, &tree); err != nil {
		return nil, err
	}
	counts := map[rtrw.Count]int64{}
	for area, services := range tree {
		for service, states := range services {
			for state, n := range states {
				counts[rtrw.Count{Area: area, Service: service, State: state}] = n
			}
		}
	}
	return counts, nil
}

// packOpen writes numbers as the steps between them.
func packOpen(open []int64) string {
	var b []byte
	var last int64
	for _, seq := range open {
		b = binary.AppendUvarint(b, uint64(seq-last))
		last = seq
	}
	return base64.RawStdEncoding.EncodeToString(b)
}

func unpackOpen(text string) (open []int64, err error) {
	b, err := base64.RawStdEncoding.DecodeString(text)
	var last int64
	for err == nil && len(b) > 0 {
		step, n := binary.Uvarint(b)
		if n <= 0 {
			return nil, errors.New("its numbers end too soon")
		}
		last += int64(step)
		open, b = append(open, last), b[n:]
	}
	return open, err
}
