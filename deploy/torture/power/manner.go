package power

import (
	"bytes"
	"math/rand/v2"
)

// manner is one way in which a disk may treat what was written and not synced.
type manner struct {
	name string
	of   func(rng *rand.Rand, f *file) []byte
}

var manners = []manner{
	{"only what was synced", func(_ *rand.Rand, f *file) []byte { return f.synced }},
	{"all that was written", func(_ *rand.Rand, f *file) []byte { return f.written(true) }},
	{"torn in the middle", torn},
	{"some sectors", scattered},
}

// torn keeps the writes in order up to one that is cut at a sector.
func torn(rng *rand.Rand, f *file) []byte {
	b := bytes.Clone(f.synced)
	if len(f.since) == 0 {
		return b
	}
	last := rng.IntN(len(f.since))
	for _, c := range f.since[:last] {
		b = c.on(b)
	}
	c := f.since[last]
	c.data = c.data[:rng.IntN(len(c.data)/sector+1)*sector]
	if c.length || len(c.data) == 0 {
		return b
	}
	return c.on(b)
}

// scattered keeps each sector of each write, or not.
func scattered(rng *rand.Rand, f *file) []byte {
	b := bytes.Clone(f.synced)
	for _, c := range f.since {
		if c.length {
			if rng.IntN(2) == 0 {
				b = c.on(b)
			}
			continue
		}
		for from := 0; from < len(c.data); from += sector {
			if rng.IntN(2) == 0 {
				b = change{at: c.at + int64(from), data: c.data[from:min(from+sector, len(c.data))]}.on(b)
			}
		}
	}
	return b
}
