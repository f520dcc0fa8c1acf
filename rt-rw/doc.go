// Package rtrw is the kernel of Jogo Tonggo: its words, its rules and its memory of
// what happened, on the standard library alone.
//
// # Dictionary
//
//   - warga: a resident. A household (house) is who asks for help and who closes it.
//   - RT: about 50 households with an elected head. RW: a few RTs; a city may have none.
//   - kelurahan: the urban ward, headed by the appointed lurah. kecamatan: several of
//     them, headed by the camat. puskesmas: the public clinic.
//   - area: one path for all of these, "33.74.08.1006/RW04/RT03/H017".
//   - case: one matter from its first report to its end (one aid request, one isolation).
//   - move: what a person or a clock does to a case. An accepted move is one event.
//   - event: one line of a kelurahan's log. The log is the only truth.
//   - service: a kind of case, declared as a table of moves.
//   - clock: a promise with a time. When nobody acts, it makes a move of its own.
//   - level: whose turn it is to answer: the RT head, the RW head, the lurah.
//   - audience: those who may see the same things of a case.
//   - stream: what one audience may see of one area, as it happens.
//   - board: one consistent picture of an area, from which a stream goes on.
//   - desk: the only door into the domain.
//
// Words to avoid: "ticket", "user", "admin", "late", "unanswered". People here are
// neighbours, and a clock names who is next; it blames nobody.
package rtrw
