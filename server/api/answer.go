package api

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// largest is how many bytes a body may have.
const largest = 64 << 10

// open wraps a handler that needs no session.
func (s *server) open(handle func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := handle(c); err != nil {
			s.refuse(c, err)
		}
	}
}

// in wraps a handler that needs to know who asks.
func (s *server) in(handle func(*gin.Context, *Signed) error) gin.HandlerFunc {
	return s.open(func(c *gin.Context) error {
		who, err := s.who(c.Request)
		if err != nil {
			return err
		}
		if who.hangs() {
			return lobbyOnly
		}
		if err := meant(c.Request, who); err != nil {
			return err
		}
		return handle(c, who)
	})
}

// lit is in for screens as well that hang in a lobby.
func (s *server) lit(handle func(*gin.Context, *Signed) error) gin.HandlerFunc {
	return s.open(func(c *gin.Context) error {
		who, err := s.who(c.Request)
		if err != nil {
			return err
		}
		if err := meant(c.Request, who); err != nil {
			return err
		}
		return handle(c, who)
	})
}

// answer writes a value as JSON.
func answer(c *gin.Context, status int, v any) error {
	c.Data(status, "application/json; charset=utf-8", rtrw.Canonical(v))
	return nil
}

// body reads what was sent, up to its limit.
func body(c *gin.Context) ([]byte, error) {
	b, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, largest))
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		return nil, door.Refuse(rtrw.TooLarge, "Isi permintaan terlalu besar.", "The body is too large.")
	case err != nil:
		return nil, door.Refuse(rtrw.Malformed, "Isi permintaan terputus.", "The body was cut off.")
	}
	return b, nil
}

// read decodes a body into a value that the form describes.
func read(c *gin.Context, f *door.Form, into any) error {
	b, err := body(c)
	if err != nil {
		return err
	}
	return f.Decode(b, into)
}

// language is what the sentences of an answer are in: Indonesian, or English where that
// is preferred.
func language(r *http.Request) string {
	best, lang := 0.0, "id"
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, options, _ := strings.Cut(strings.TrimSpace(part), ";")
		weight := 1.0
		if q, ok := strings.CutPrefix(strings.TrimSpace(options), "q="); ok {
			weight, _ = strconv.ParseFloat(q, 64)
		}
		base, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if (base == "id" || base == "en") && weight > best {
			best, lang = weight, base
		}
	}
	return lang
}

// place reads an area from the query. Wire areas end at the RT.
func place(c *gin.Context, name string) (rtrw.Area, error) {
	a, err := rtrw.ParseArea(c.Query(name))
	if err != nil || a.Depth() == rtrw.House {
		return "", door.AtField(name, "format", rtrw.Words{ID: "Wilayah tidak dikenal. Contoh: 33.74.08.1006/RW04/RT03.", EN: "Unknown area. Example: 33.74.08.1006/RW04/RT03."})
	}
	return a, nil
}

// limit reads how many are wanted.
func limit(c *gin.Context, usual, most int) (int, error) {
	given, there := c.GetQuery("limit")
	if !there {
		return usual, nil
	}
	n, err := strconv.Atoi(given)
	if err != nil || n < 1 || n > most {
		return 0, door.AtField("limit", "max", rtrw.Words{ID: "Isi angka 1 sampai " + strconv.Itoa(most) + ".", EN: "Give a number from 1 to " + strconv.Itoa(most) + "."})
	}
	return n, nil
}
