// Package door judges what comes in, before anything of the domain sees it.
//
// A Form is made once from the Go types that a body is decoded into. The same Form reads
// bodies strictly (no unknown, repeated or wrong-case key, nothing after the end) and
// describes them as JSON Schema 2020-12, so the two cannot drift: a body passes if and
// only if it satisfies the schema. A declaration the door cannot describe does not start.
//
// A Refusal is a no in the two languages of the app.
package door
