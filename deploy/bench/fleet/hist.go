package fleet

import (
	"math/bits"
	"time"
)

// Hist counts durations in steps of 3 %: for each power of two 32 buckets.
type Hist struct {
	n       int64
	buckets [40 * 32]int64
}

// Add counts one.
func (h *Hist) Add(d time.Duration) {
	h.n++
	h.buckets[min(bucket(d), len(h.buckets)-1)]++
}

// bucket: below 32 ns each value has its own, above that the five bits behind the highest.
func bucket(d time.Duration) int {
	v := uint64(max(d, 0))
	if v < 32 {
		return int(v)
	}
	power := bits.Len64(v) - 6
	return power*32 + int(v>>power)
}

// floor is the least duration in a bucket.
func floor(i int) time.Duration {
	if i < 64 {
		return time.Duration(i)
	}
	power := i/32 - 1
	return time.Duration(uint64(i%32+32) << power)
}

// N is how many were counted.
func (h *Hist) N() int64 { return h.n }

// Merge adds another one's counts.
func (h *Hist) Merge(o *Hist) {
	h.n += o.n
	for i, c := range o.buckets {
		h.buckets[i] += c
	}
}

// Quantile gives the duration that a share of all do not exceed; 0 where none were counted.
func (h *Hist) Quantile(q float64) time.Duration {
	left := int64(q * float64(h.n-1))
	for i, c := range h.buckets {
		if left -= c; left < 0 {
			return floor(i)
		}
	}
	return 0
}
