// Package config is every setting of the server: one struct that kong fills from flags and
// from environment variables of the same names. Without any setting the server runs on its
// own database, in memory of this one machine, on loopback.
package config
