// Package archive keeps backups as encrypted files in a folder, such as a USB stick, and reads them again.
//
// A backup is two files of one moment: the ledger, and the subjects' keys without which no text of it can be read. They
// are apart because keys are kept 30 days at most (what somebody had erased must not come back for ever), the ledger as
// long as one likes. Both are gzip inside age (age-encryption.org): whoever has the identity can open them without us.
// What is in them, and the secret under which the keys are wrapped, this package does not know.
package archive
