// Package proof holds what the laws promise to somebody who sees the server only from
// outside. Its tests build the binary, start it as one node on the embedded database and,
// where make test names PostgreSQL and Redis, as two nodes on those, and then do to it what
// life does: send twice, kill, cut, forge, lose the bus; attack_*_test.go do what people do
// who mean no good. They speak HTTP and WebSocket and
// read the files it leaves; of its packages they take a schema to run in, and nothing else.
//
// JT_PROOF_KILLS, JT_PROOF_CUTS, JT_PROOF_OUTAGE (seconds), JT_PROOF_LOGINS and JT_PROOF_TAMPERS say how much
// of it; the full counts stand in deploy/README.md.
package proof
