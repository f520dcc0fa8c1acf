package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jogotonggo/rt-rw"
)

// PlaceInfo is a place as lists of areas carry it.
type PlaceInfo struct {
	rtrw.Place
	Level string `json:"level"`
	In    string `json:"in,omitempty"` // what contains it, in a search: names are not unique
}

func placeInfo(r scanner) (p PlaceInfo, err error) {
	err = r.Scan(&p.Area, &p.Name)
	p.Level = p.Area.Depth().String()
	return p, err
}

// Children lists the places right under parent; "" gives the provinces. With deep, a
// kelurahan gives its RWs and all its RTs, each RW before its RTs.
func (s *Store) Children(ctx context.Context, parent rtrw.Area, deep bool) ([]PlaceInfo, error) {
	text := `SELECT area, name FROM areas WHERE parent = $1`
	if deep && parent.Depth() == rtrw.Kelurahan {
		text += ` OR parent IN (SELECT area FROM areas WHERE parent = $1)`
	}
	list, err := query(ctx, s.db, text, []any{string(parent)}, placeInfo)
	if err != nil {
		return nil, s.refuse(fmt.Errorf("list areas: %w", err))
	}
	slices.SortFunc(list, func(a, b PlaceInfo) int { return byNumber(a.Area, b.Area) })
	return list, nil
}

// mostFound bounds a search whatever was asked for.
const mostFound = 50

// Search finds official areas whose name contains all of q; those that begin with it come
// first. RTs and RWs are not searched: there are ten thousand "RT 01".
func (s *Store) Search(ctx context.Context, q string, limit int) ([]PlaceInfo, error) {
	q = strings.ToLower(strings.Join(strings.Fields(q), " "))
	if q == "" || len(q) > 60 {
		return nil, nil
	}
	like := plainLike(q)
	list, err := query(ctx, s.db, `SELECT area, name FROM areas WHERE LOWER(name) LIKE $1 ESCAPE '\' AND length(area) <= 13
		ORDER BY CASE WHEN LOWER(name) LIKE $2 ESCAPE '\' THEN 0 ELSE 1 END, length(name), name, area LIMIT $3`,
		[]any{"%" + like + "%", like + "%", int64(min(max(limit, 1), mostFound))}, placeInfo)
	if err != nil {
		return nil, s.refuse(fmt.Errorf("search areas: %w", err))
	}
	return list, s.nameAbove(ctx, list)
}

// Kelurahan finds kelurahan and villages by the words of their own name and of what contains them,
// "tegalsari semarang": of many names there are dozens in the country. The first word is the name's.
func (s *Store) Kelurahan(ctx context.Context, q string, limit int) ([]PlaceInfo, error) {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(q, ",", " ")))
	if len(words) == 0 || len(q) > 60 {
		return nil, nil
	}
	text, args := `SELECT k.area, k.name FROM areas k LEFT JOIN areas d ON d.area = k.parent LEFT JOIN areas c ON c.area = d.parent WHERE length(k.area) = 13`, []any{}
	for i, w := range words {
		in := `k.name`
		if i > 0 {
			in = `k.name || ' ' || COALESCE(d.name, '') || ' ' || COALESCE(c.name, '')`
		}
		args = append(args, "%"+plainLike(w)+"%")
		text += fmt.Sprintf(` AND LOWER(%s) LIKE $%d ESCAPE '\'`, in, i+1)
	}
	args = append(args, plainLike(words[0])+"%", int64(min(max(limit, 1), mostFound)))
	text += fmt.Sprintf(` ORDER BY CASE WHEN LOWER(k.name) LIKE $%d ESCAPE '\' THEN 0 ELSE 1 END, length(k.name), k.name, k.area LIMIT $%d`, len(args)-1, len(args))
	list, err := query(ctx, s.db, text, args, placeInfo)
	if err != nil {
		return nil, s.refuse(fmt.Errorf("search kelurahan: %w", err))
	}
	return list, s.nameAbove(ctx, list)
}

// plainLike takes what LIKE would read as a sign for a letter.
func plainLike(q string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(q)
}

// nameAbove tells of each place what contains it.
func (s *Store) nameAbove(ctx context.Context, list []PlaceInfo) error {
	for i := range list {
		above, err := s.path(ctx, s.db, list[i].Area)
		if err != nil {
			return s.refuse(fmt.Errorf("name what contains an area: %w", err))
		}
		var names []string
		for _, p := range slices.Backward(above) {
			if p.Area != list[i].Area {
				names = append(names, p.Name)
			}
		}
		list[i].In = strings.Join(names, ", ")
	}
	return nil
}

// Path names the area and what contains it, from the city down.
func (s *Store) Path(ctx context.Context, a rtrw.Area) ([]rtrw.Place, error) {
	p, err := s.path(ctx, s.db, a)
	return p, s.refuse(err)
}
