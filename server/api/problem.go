package api

import (
	"cmp"
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// problem is a no on the wire (RFC 9457). It carries no request id: the same wrong asked
// twice gives the same bytes.
type problem struct {
	Type   string       `json:"type"`
	Title  string       `json:"title"`
	Status int          `json:"status"`
	Code   rtrw.Code    `json:"code"`
	Detail string       `json:"detail"`
	Fields []rtrw.Field `json:"fields,omitempty"`
}

// refuse translates any error into a problem: the one place where that is done.
func (s *server) refuse(c *gin.Context, err error) {
	lang := language(c.Request)
	p, retry := describe(err, lang)
	if p.Code == internal {
		s.Log.Error("internal", "route", c.FullPath(), "request_id", c.Writer.Header().Get("X-Request-Id"), "error", err)
	}
	c.Set("code", string(p.Code))
	if retry > 0 {
		c.Header("Retry-After", strconv.FormatInt(retry, 10))
	}
	if p.Code == rtrw.SignedOut {
		c.Header("WWW-Authenticate", `Bearer realm="jogotonggo"`)
	}
	c.Header("Content-Language", lang)
	c.Data(p.Status, "application/problem+json; charset=utf-8", rtrw.Canonical(p))
	c.Abort()
}

// internal is the code of what is our fault and nobody else's business.
const internal rtrw.Code = "internal"

// describe gives the problem of an error, and after how many seconds asking again may help.
func describe(err error, lang string) (problem, int64) {
	var refusal *door.Refusal
	var said *rtrw.Error
	switch {
	case errors.As(err, &refusal):
		p := of(refusal.Code, lang)
		p.Detail = refusal.Text.In(lang)
		for _, f := range refusal.Fields {
			p.Fields = append(p.Fields, rtrw.Field{Field: f.Field, Code: f.Code, Message: f.Text.In(lang)})
		}
		return p, cmp.Or(int64(math.Ceil(refusal.Retry.Seconds())), patience[refusal.Code])
	case errors.As(err, &said):
		p := of(said.Code, lang)
		p.Detail, p.Fields = said.Text, said.Fields
		if lang == "en" { // the domain speaks Indonesian; its codes are said in English here
			p.Detail, p.Fields = kinds[p.Code].detail, inEnglish(said.Fields)
		}
		return p, patience[said.Code]
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return of(rtrw.Unavailable, lang), patience[rtrw.Unavailable]
	}
	return of(internal, lang), 0
}

// patience is how many seconds to wait before trying again.
var patience = map[rtrw.Code]int64{rtrw.Unavailable: 2, rtrw.DiskFull: 60, rtrw.TooMany: 60}

func of(code rtrw.Code, lang string) problem {
	k, known := kinds[code]
	if !known {
		code, k = internal, kinds[internal]
	}
	p := problem{Type: "about:blank", Title: k.title.In(lang), Status: k.status, Code: code, Detail: k.title.ID + "."}
	if lang == "en" {
		p.Detail = k.detail
	}
	return p
}

// isRefusal says whether an error is the door's own, of a code.
func isRefusal(err error, code rtrw.Code) bool {
	var refusal *door.Refusal
	return errors.As(err, &refusal) && refusal.Code == code
}

func inEnglish(fields []rtrw.Field) (list []rtrw.Field) {
	for _, f := range fields {
		f.Message = "This entry does not fit here."
		if f.Code == "required" {
			f.Message = "Please fill this in."
		}
		list = append(list, f)
	}
	return list
}

// kinds gives each code its one status, its title, and the English sentence for what the
// domain says in Indonesian.
var kinds = map[rtrw.Code]struct {
	status int
	title  rtrw.Words
	detail string
}{
	rtrw.Malformed:    {http.StatusBadRequest, rtrw.Words{ID: "Permintaan tidak terbaca", EN: "Request cannot be read"}, "The request cannot be read. Load the page again."},
	rtrw.Invalid:      {http.StatusBadRequest, rtrw.Words{ID: "Isian belum sesuai", EN: "Entries are not right yet"}, "Some entries need to be put right."},
	rtrw.SignedOut:    {http.StatusUnauthorized, rtrw.Words{ID: "Belum masuk", EN: "Not signed in"}, "Please sign in."},
	rtrw.Forbidden:    {http.StatusForbidden, rtrw.Words{ID: "Bukan wewenang Bapak/Ibu", EN: "Not yours to do"}, "This is outside your area or duty."},
	rtrw.NotFound:     {http.StatusNotFound, rtrw.Words{ID: "Tidak ditemukan", EN: "Not found"}, "It does not exist, or it is not for you to see."},
	rtrw.Conflict:     {http.StatusConflict, rtrw.Words{ID: "Keadaan sudah berubah", EN: "Things have changed"}, "This can't be done in the present state. Look at it again."},
	rtrw.OtherEpoch:   {http.StatusConflict, rtrw.Words{ID: "Data telah dipulihkan", EN: "Data was restored"}, "The data was restored. Take a new board."},
	rtrw.OtherAccount: {http.StatusConflict, rtrw.Words{ID: "Orang lain sedang memakai", EN: "Somebody else is signed in"}, "This was meant for another account of this phone."},
	rtrw.KeyReused:    {http.StatusUnprocessableEntity, rtrw.Words{ID: "Kunci sudah dipakai", EN: "Key was used before"}, "This Idempotency-Key belongs to another command."},
	rtrw.Refused:      {http.StatusUnprocessableEntity, rtrw.Words{ID: "Belum dapat dilakukan", EN: "Can't be done"}, "A rule of this service does not allow it."},
	rtrw.Erased:       {http.StatusUnprocessableEntity, rtrw.Words{ID: "Data sudah dihapus", EN: "Data erased"}, "The data of this household are erased; the case cannot change any more."},
	rtrw.TooLarge:     {http.StatusRequestEntityTooLarge, rtrw.Words{ID: "Terlalu besar", EN: "Too large"}, "The body is too large."},
	rtrw.TooMany:      {http.StatusTooManyRequests, rtrw.Words{ID: "Terlalu sering", EN: "Too often"}, "Too many for now. Try again later."},
	rtrw.Unavailable:  {http.StatusServiceUnavailable, rtrw.Words{ID: "Server sedang tidak dapat menjawab", EN: "Server can't answer now"}, "The server can't answer now. Trying again is safe."},
	rtrw.DiskFull:     {http.StatusInsufficientStorage, rtrw.Words{ID: "Penyimpanan penuh", EN: "Storage is full"}, "The server's storage is full. Nothing was recorded; trying again is safe."},
	rtrw.NotSupported: {http.StatusMethodNotAllowed, rtrw.Words{ID: "Cara ini tidak tersedia", EN: "Not supported"}, "This way of asking is not supported."},
	internal:          {http.StatusInternalServerError, rtrw.Words{ID: "Ada kesalahan di server", EN: "The server failed"}, "Something went wrong on the server."},
}
