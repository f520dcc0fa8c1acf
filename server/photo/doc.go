// Package photo lets pictures in: it measures one before it reads it, reads it, and draws it
// anew. What was not drawn is gone: the place and hour a camera writes beside a picture, a name
// in a comment, a page of script behind its end.
package photo
