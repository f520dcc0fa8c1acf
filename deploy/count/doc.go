// Command count stands behind `go test -json` in make test: it prints what go test itself
// would have printed, keeps how many tests of which kind ran, and at the end says the sum.
// A skipped test is a failure here: what could not run has not passed.
package main
