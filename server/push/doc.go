// Package push tells people on their phones: it reads the logs, decides who is to be told what
// and when, and hands messages to the push services. Deciding is pure (plan.go, hours.go,
// pack.go) and knows no service by name; see README.md for why it is as it is.
package push
