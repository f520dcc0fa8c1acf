// Package check holds the files of deploy/ against what can be known of them without the
// programs that they are for: that they parse, that they agree with the server and with
// each other, and that what protects it is still in them. Which file is tried by what, and
// where, stands in ../README.md; a test there keeps that list whole.
package check
