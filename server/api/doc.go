// Package api is the door on the network: gin, with every route on one page (routes.go),
// in front of the desk. It decides nothing of the domain. It reads bodies strictly, knows
// who asks, counts what one person may send in an hour, and says every no as a problem
// (RFC 9457) in the language of who asks.
package api
