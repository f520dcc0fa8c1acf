package main

import (
	"context"
	"time"
)

const rate = "commits/s"

// desk is what a whole command costs beside a bare row on the same disk. A whole command,
// aid/request with a note, one caller waiting for its answer, is:
//   - the body's fingerprint, an HMAC under the sender's key
//   - the log's row read as its lock, the key looked up (was it sent before?); whether another
//     process wrote is asked once a batch; account, grants and heads come from the writer's roster
//   - one row inserted in its table, with its index (this and the next are all that the bare one does)
//   - one transaction for all who wait, synchronous=FULL
//   - the move decided from the service's table: who may, from which state, whose turn, which clock
//   - the note sealed under the household's key (AES-SIV) and kept beside the case with its digest
//   - the case (25 columns, 3 indexes), the tallies of RT and kelurahan, counter and chain head
//   - the event (24 columns, 3 unique indexes) with its payload, chained by SHA-256 over all columns
//   - after the commit: the event's streams named (HMAC) for the hub, the answer built, its cursor sealed
//
// Not in it: HTTP, JSON in, the session, the sockets; those are in the scene "ingest".
var desk = scene{
	name: "desk", what: "64 callers of rtrw.Desk on the embedded database, beside a bare group commit",
	sides: []string{"bare row", "one hot kelurahan", "bare row", "100 kelurahan", "bare row"},
	run: func(ctx context.Context, st *stand, side string) (fs figures, err error) {
		o := callers{n: 64, each: st.length(3 * time.Second)}
		var got float64
		switch side {
		case "bare row":
			got, err = bare(ctx, st.dir, o)
		case "one hot kelurahan":
			got, err = st.desk(ctx, o, 1)
		default:
			got, err = st.desk(ctx, o, st.size(100, 2))
		}
		fs.add(rate, got)
		return fs, err
	},
	goals: []goal{atLeast(0.15, rate, "one hot kelurahan", "bare row"), atLeast(0.10, rate, "100 kelurahan", "bare row")},
}

func (st *stand) desk(ctx context.Context, o callers, kelurahan int) (float64, error) {
	t, err := openTown(ctx, st.dir, kelurahan, st.size(60, 6), st.size(2400, 60))
	if err != nil {
		return 0, err
	}
	defer t.close()
	return load(ctx, o, t.request)
}
