package rtrw

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

// TestHashIsCanonical spells out the bytes that a client hashes.
func TestHashIsCanonical(t *testing.T) {
	t.Parallel()
	rt := tegalsari + "/RW04/RT03"
	tallies := Tallies{rt: {"aid": {"filed": int64(2), "closed": int64(1)}}, "33.74.08.1001": {"aid": {"all": "<5"}}}
	zones := map[Area]any{rt: Zone{Colour: "red", Houses: 6, Since: "2026-11-20T00:00:00.000+07:00", Policy: "2021-04", Source: "count"}}
	want := `{"tallies":{"33.74.08.1001":{"aid":{"all":"<5"}},"33.74.08.1006/RW04/RT03":{"aid":{"closed":1,"filed":2}}},` +
		`"zones":{"33.74.08.1006/RW04/RT03":{"colour":"red","houses":6,"policy":"2021-04","since":"2026-11-20T00:00:00.000+07:00","source":"count"}}}`
	sum := sha256.Sum256([]byte(want))
	if got := Hash(tallies, zones); got != hex.EncodeToString(sum[:]) {
		t.Errorf("the hash is not that of %s", want)
	}
}
