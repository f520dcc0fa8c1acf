// Package access is the broken glass: camat and city see counts alone, until one of them
// says why names are needed. For an hour one RT is open to them; lurah and data protection
// officer are told at once, and each household whose case was opened reads the reason.
package access
