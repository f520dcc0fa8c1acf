// Package storetest opens stores for tests: on SQLite always, and on PostgreSQL when
// JT_TEST_DATABASE_URL names one; `make test` always does.
package storetest
