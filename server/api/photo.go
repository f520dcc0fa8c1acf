package api

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
	"jogotonggo/server/photo"
)

// Photos keeps pictures until a case has them.
type Photos interface {
	// HasPhoto says whether the account sent exactly this before; Conflict where the id is taken.
	HasPhoto(ctx context.Context, account, id string, sent []byte) (bool, error)
	// KeepPhoto keeps a picture; sent is what it is known again by.
	KeepPhoto(ctx context.Context, account, id string, sent, picture []byte) error
}

const (
	photoPath = "/api/v1/photos/:id"
	unhurried = 2 * time.Minute // for a picture to travel where the signal is weak
)

// ofPhotos is how many an account may send in a day. One that is sent again costs nothing.
var ofPhotos = rtrw.Quota{Most: 60, Within: 24 * time.Hour}

var (
	noPicture = door.AtField("photo", "format", rtrw.Words{ID: "Berkas ini bukan foto. Pilih foto lain.", EN: "This file is no photo. Choose another one."})
	hugePhoto = door.AtField("photo", "max", rtrw.Words{ID: "Foto ini terlalu besar. Pilih foto lain.", EN: "This photo is too large. Choose another one."})
	busyDraw  = door.Refuse(rtrw.Unavailable, "Server sedang sibuk. Foto tetap di HP, coba lagi sebentar.", "The server is busy. The photo stays on the phone; try again in a moment.")
)

// sendPhoto takes a picture that a command will name. Its id is the phone's: sent again it is
// kept once, and has the same answer.
func (s *server) sendPhoto(c *gin.Context, who *Signed) error {
	id := strings.ToLower(c.Param("id"))
	if uuid.Validate(id) != nil || len(id) != 36 {
		return door.Refuse(rtrw.Malformed, "Nomor foto harus berupa UUID.", "The id of a photo must be a UUID.")
	}
	if kind, _, err := mime.ParseMediaType(c.GetHeader("Content-Type")); err != nil || !slices.Contains([]string{"image/jpeg", "image/png"}, kind) {
		return noPicture
	}
	arrived, err := s.arrive(who.Account.ID)
	if err != nil {
		return err
	}
	defer arrived()
	sent, err := pictureIn(c)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), longest)
	defer cancel()
	known, err := s.Photos.HasPhoto(ctx, who.Account.ID, id, sent)
	if err != nil {
		return err
	}
	if known {
		c.Header("Idempotency-Replayed", "true")
		return answer(c, http.StatusCreated, map[string]string{"photo": id})
	}
	done, err := s.admitPhoto(who.Account.ID, id)
	if err != nil {
		return err
	}
	err = s.keepPhoto(ctx, who.Account.ID, id, sent)
	done(err == nil)
	if err != nil {
		return err
	}
	return answer(c, http.StatusCreated, map[string]string{"photo": id})
}

// atOnce is how many photos of an account may be on their way here: each takes memory for as
// long as its way takes, and a phone sends one after the other.
const atOnce = 4

// arrive makes room for one more.
func (s *server) arrive(account string) (arrived func(), err error) {
	s.arriving.mu.Lock()
	defer s.arriving.mu.Unlock()
	if s.arriving.by[account] >= atOnce {
		return nil, door.Refuse(rtrw.Unavailable, "Masih ada foto yang sedang dikirim. Coba lagi sebentar.", "Other photos are still on their way. Try again in a moment.")
	}
	s.arriving.by[account]++
	return func() {
		s.arriving.mu.Lock()
		defer s.arriving.mu.Unlock()
		if s.arriving.by[account]--; s.arriving.by[account] == 0 {
			delete(s.arriving.by, account)
		}
	}, nil
}

// arriving counts photos on their way, by account.
type arriving struct {
	mu sync.Mutex
	by map[string]int
}

// pictureIn reads a picture, up to its limit, in the time that it needs.
func pictureIn(c *gin.Context) ([]byte, error) {
	slowly(c)
	b, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, photo.Largest))
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		return nil, door.Refuse(rtrw.TooLarge, "Foto lebih dari 5 MB. Pilih foto yang lebih kecil.", "The photo has more than 5 MB. Choose a smaller one.")
	case err != nil:
		return nil, door.Refuse(rtrw.Malformed, "Foto terputus di jalan.", "The photo was cut off.")
	}
	return b, nil
}

// slowly gives a picture more time on its way than a page has. A writer without deadlines, in a
// test, has all the time.
func slowly(c *gin.Context) {
	way := http.NewResponseController(c.Writer)
	for _, set := range []func(time.Time) error{way.SetReadDeadline, way.SetWriteDeadline} {
		if err := set(time.Now().Add(unhurried)); err != nil {
			return
		}
	}
}

func (s *server) admitPhoto(account, id string) (func(bool), error) {
	if !s.Limited {
		return func(bool) {}, nil
	}
	return s.limits.admit(asked{account: account, key: id, opening: true, alone: "photo", quota: ofPhotos}, func() bool { return false })
}

// keepPhoto draws the picture anew and keeps that. One at a time is drawn: a large one takes a
// quarter of a gigabyte while it is.
func (s *server) keepPhoto(ctx context.Context, account, id string, sent []byte) error {
	select {
	case s.drawing <- struct{}{}:
		defer func() { <-s.drawing }()
	case <-ctx.Done():
		return busyDraw
	}
	picture, err := photo.Intake(sent)
	switch {
	case errors.Is(err, photo.ErrHuge):
		return hugePhoto
	case errors.Is(err, photo.ErrUnread):
		return noPicture
	case err != nil:
		return err
	}
	return s.Photos.KeepPhoto(ctx, account, id, sent, picture)
}

// photoByID shows a photo to who may read the text of its case: an audited read.
func (s *server) photoByID(c *gin.Context, who *Signed) error {
	id := strings.ToLower(c.Param("id"))
	if uuid.Validate(id) != nil {
		return rtrw.Errorf(rtrw.NotFound, "Foto tidak ditemukan.")
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), longest)
	defer cancel()
	picture, err := s.Desk.Photo(ctx, who.Viewer, id)
	if err != nil {
		return err
	}
	slowly(c)
	c.Data(http.StatusOK, "image/jpeg", picture)
	return nil
}
