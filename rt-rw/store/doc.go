// Package store keeps the ledger in SQL: one text for SQLite and PostgreSQL.
//
// A command is decided and written in a batch: all that wait are judged one after the
// other against what was read and what the batch itself has done so far, and then
// written and committed at once. A batch is answered together and published together.
// Only this package begins and commits.
package store
