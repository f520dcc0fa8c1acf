// Package frontend carries the built web app inside the server's binary.
//
// The app itself is TypeScript in src and is built by npm into dist. The package promises one thing:
// FS always answers, also on a clone where nobody has built the app yet; then it holds no page, and the
// server says which command makes one.
package frontend
