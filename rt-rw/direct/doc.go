// Package direct is what the RT must not see: a complaint about a head, violence at home. It
// goes to the lurah and the kelurahan's staff alone. It concerns no household, so that
// nobody who lives with the reporter finds it among the household's cases.
package direct
