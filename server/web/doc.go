// Package web serves the built app from memory: three pages, their assets and the worker.
// It picks the twin that was compressed at build time, and puts a strict policy on every
// page: own scripts and styles only.
package web
