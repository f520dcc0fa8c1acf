// Package pushtest is a push service and the browsers behind it, for tests: it takes messages
// as a real one does, proves who sent them, and opens them with the browser's own keys.
package pushtest
