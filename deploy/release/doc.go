// Command release builds what is given to people: one binary for each kind of machine, the
// list of everything that is inside it (CycloneDX), and the checksums of all.
//
//	go run ./deploy/release -version 1.0.0 -out dist/release
//
// The same commit gives the same bytes wherever it is built, and deploy/sh/release.sh holds
// it to that: no path, no time and no state of a repository goes into a file.
package main
