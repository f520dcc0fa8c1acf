package rtrw

import (
	"errors"
	"fmt"
)

// Code names why something was refused; it travels to the phone beside the sentence.
type Code string

// The codes of the contract. Each belongs to one HTTP status, given by the door.
const (
	Malformed    Code = "malformed"     // cannot be read: bad JSON, unknown key, broken cursor
	Invalid      Code = "invalid"       // read, but against the schema; Fields says where
	SignedOut    Code = "signed_out"    // no session, or it ended
	Forbidden    Code = "forbidden"     // not yours to do, and no secret that it exists
	NotFound     Code = "not_found"     // does not exist, or may not be known to exist
	Conflict     Code = "conflict"      // wrong state or version; what is true changed meanwhile
	OtherEpoch   Code = "other_epoch"   // a cursor of another lineage of the database
	OtherAccount Code = "other_account" // meant for somebody else who is signed in on the same phone
	KeyReused    Code = "key_reused"    // the idempotency key belongs to another command
	Refused      Code = "refused"       // a rule of the service says no
	Erased       Code = "erased"        // the subject's data are gone at its own wish, or by their age
	TooLarge     Code = "too_large"     // body over its limit
	TooMany      Code = "too_many"      // a limit of the hour or the day
	Unavailable  Code = "unavailable"   // the store cannot answer now; trying again is safe
	DiskFull     Code = "disk_full"     // nothing was written; trying again is safe
	NotSupported Code = "not_supported" // no such way of asking (method, media type)
)

// Field is one input field that was not right, with a sentence to stand beside it.
type Field struct {
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Error is a refusal meant for people: a code and a sentence in Indonesian.
// Anything that is not an *Error is internal: it is logged and never shown.
type Error struct {
	Code   Code
	Text   string
	Fields []Field
}

// Error gives the sentence.
func (e *Error) Error() string { return e.Text }

// Errorf makes a refusal for people.
func Errorf(code Code, format string, args ...any) error {
	return &Error{Code: code, Text: fmt.Sprintf(format, args...)}
}

// AtField makes a refusal that stands beside one input field.
func AtField(field, code, message string) error {
	return &Error{Code: Refused, Text: message, Fields: []Field{{field, code, message}}}
}

// CodeOf gives the code of a refusal, or "" for an internal error and for nil.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
