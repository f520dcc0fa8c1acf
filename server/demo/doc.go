// Package demo is a neighbourhood to look around in: real kelurahan of Semarang and
// Balikpapan with invented people, and a little life so that the boards move.
//
// Every name, house number and note here is made up. Who may be entered as is listed by
// Logins; everybody else only plays a part, and life is played by them alone.
package demo
