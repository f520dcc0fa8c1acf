package rtrw

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
)

// A photo is sent before the command that names it. It lies encrypted under a key of its own,
// and that key is what a case keeps, sealed like a text under its subject. So a decision moves
// no pictures, and who destroys the subject's key has destroyed its photos.

// Photo is what a case keeps of one: the text that holds its key, and its id, "2:kJ3…:0198…".
// "" means there is none. To whoever sees the field it shows the id.
type Photo string

// ID names the photo.
func (p Photo) ID() string {
	_, id := p.cut()
	return id
}

func (p Photo) cut() (ref Sealed, id string) {
	i := strings.LastIndexByte(string(p), ':')
	if i < 0 {
		return "", ""
	}
	return Sealed(p[:i]), string(p[i+1:])
}

// Upload is a photo that was sent, as a decision reads it.
type Upload struct {
	Account string  // who sent it
	Case    string  // that has it; "" while it waits for one
	Key     Private // that opens it, as text; "" once a case has it
}

// Shower is an input that names photos.
type Shower interface{ Photos() []string }

// Taken is a photo that a case has from now on, or lets go.
type Taken struct {
	ID, Case string
	Gone     bool
}

// Photo takes a photo, or none, into the case instead of the one that a field has. The actor
// must have sent it, and no other case may have it.
func (t *Turn) Photo(id string, had Photo) (Photo, error) {
	if id == had.ID() {
		return had, nil
	}
	var kept Photo
	if id != "" {
		up, there := t.facts.Photos[id]
		switch {
		case !there || up.Account != t.Actor.Account:
			return "", AtField("photo", "unknown", "Foto ini belum ada di server. Pilih foto lagi, atau kirim tanpa foto.")
		case up.Case != "":
			return "", AtField("photo", "used", "Foto ini sudah dipakai di laporan lain. Pilih foto lain, atau kirim tanpa foto.")
		}
		ref, err := t.Seal(up.Key)
		if err != nil {
			return "", err
		}
		kept = Photo(string(ref) + ":" + id)
		t.effect.Photos = append(t.effect.Photos, Taken{id, t.Case.ID, false})
	}
	if had != "" {
		t.effect.Photos = append(t.effect.Photos, Taken{had.ID(), t.Case.ID, true})
	}
	return kept, nil
}

// Photo opens a photo for who may see the field that has it. Like the case itself it is an
// audited read. Whatever is wrong, the answer is the same: there is none here.
func (d *Desk) Photo(ctx context.Context, v Viewer, id string) ([]byte, error) {
	none := Errorf(NotFound, "Foto tidak ditemukan.")
	of, err := d.Ledger.PhotoOf(ctx, id)
	if err != nil {
		return nil, err
	}
	f, err := d.Ledger.Find(ctx, of)
	if err != nil {
		return nil, err
	}
	if f.Stopped && f.Case.Closed != 0 && !d.Registry.own(v, &f.Case, d.Now()) {
		return nil, none
	}
	var key string
	open := func(s Sealed) (string, error) { return d.openText(f, s) }
	data, err := d.Registry.See(v, &f.Case, d.Now(), open, d.Keys)
	if err != nil {
		return nil, hidden(err, none)
	}
	svc, _ := d.Registry.Service(f.Case.Service)
	for _, p := range svc.photos(f.Case.Data) {
		if ref, named := p.photo.cut(); named == id && data[p.field] == id {
			if key, err = open(ref); err != nil {
				return nil, err
			}
		}
	}
	if key == "" {
		return nil, none
	}
	picture, err := d.Ledger.Photo(ctx, id, key)
	if err != nil {
		return nil, err
	}
	return picture, d.look(ctx, v, &f.Case)
}

func hidden(err, none error) error {
	if slices.Contains([]Code{NotFound, Erased}, CodeOf(err)) {
		return none
	}
	return err
}

// shot is a photo with the field that has it.
type shot struct {
	field string
	photo Photo
}

// photos lists those of a case's data. A photo is never among what is sealed in the row: its
// key is sealed already.
func (s *Service) photos(data json.RawMessage) (list []shot) {
	var kept map[string]any
	if json.Unmarshal(data, &kept) != nil {
		return nil
	}
	for _, f := range s.fields {
		if p, _ := kept[f.json].(string); f.photo && p != "" {
			list = append(list, shot{f.json, Photo(p)})
		}
	}
	return list
}
