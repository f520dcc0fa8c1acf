// Package carry opens what one phone brings for another: a command without a signal of its own, sealed so that nobody on the
// way can read or change it, and signed so that it is still its author's.
package carry
