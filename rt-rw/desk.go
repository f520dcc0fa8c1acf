package rtrw

import (
	"context"
	"encoding/hex"
	"time"
)

// Ledger is what the desk asks of a store. Refusals are *Error; a store that cannot
// answer says Unavailable, a full disk DiskFull, and then nothing was written.
type Ledger interface {
	// Submit decides and writes a command, or replays it. When it returns, it is durable.
	Submit(ctx context.Context, c *Command) (*Receipt, error)
	// Picture reads counts, urgent cases and the log's head in one transaction.
	Picture(ctx context.Context, q PictureQuery) (*Picture, error)
	// Then reads how an area stood at a time: inside a kelurahan with every case that was open
	// and is not erased since, in no order; above one, what is counted by kelurahan.
	Then(ctx context.Context, q ThenQuery) (*Picture, error)
	// Map reads what zones are drawn from: RTs, records, and marks since a time unless they are known.
	Map(ctx context.Context, a Area, since time.Time, known func(*Picture) bool) (*Picture, error)
	// Find reads a case with its log's lines, oldest first, its texts opened and who first saw it.
	Find(ctx context.Context, id string) (*Found, error)
	// List reads the facts of cases and who filed them, newest or most urgent first.
	List(ctx context.Context, q Query) ([]Case, error)
	// Reach reads what reached the households of a place, and what they still ask for.
	Reach(ctx context.Context, q ReachQuery) (*Reached, error)
	// Roll lists the open cases of a service that the houses of an RT have in some states.
	Roll(ctx context.Context, service string, states []State, rt Area) ([]Standing, error)
	// Read gives a log's lines after seq, oldest first.
	Read(ctx context.Context, log Area, after int64, limit int) ([]Entry, error)
	// PhotoOf names the case that has a photo; NotFound where none has.
	PhotoOf(ctx context.Context, id string) (string, error)
	// Photo opens a photo with its key.
	Photo(ctx context.Context, id, key string) ([]byte, error)
	// Look records that somebody opened a case.
	Look(ctx context.Context, l Look) error
	// Due gives the facts of cases whose clock has come, and when the next one will (0: none,
	// or more have come than were asked for).
	Due(ctx context.Context, now time.Time, limit int) (due []Case, next int64, err error)
	// Passages reads what became of the cases of some services in a log since a time, oldest first.
	Passages(ctx context.Context, log Area, since time.Time, services []string) ([]Passage, error)
	// Before gives the last line of a log before a time, and the chain's hash at it; 0 and "" where there is none.
	Before(ctx context.Context, log Area, t time.Time) (seq int64, hash string, err error)
	// Households counts the houses known in each kelurahan of an area.
	Households(ctx context.Context, a Area) (map[Area]int64, error)
	// Offices gives the grants in force in an area by which it is looked after.
	Offices(ctx context.Context, a Area) ([]Grant, error)
	// LastHeard tells when the officers of each area were last heard, to the hour; 0: never.
	LastHeard(ctx context.Context, a Area) (map[Area]int64, error)
	// Under names a place and all above it, and lists the RTs under it.
	Under(ctx context.Context, a Area) ([]Place, []Area, error)
	// Epoch names the lineage of the database.
	Epoch() int64
}

// Query asks for a page of cases, the newest first or, of open ones alone, the most urgent.
// Service and State may be empty; After is where the page before ended.
type Query struct {
	Area    Area
	Scope   Scope
	Service string
	State   State
	Urgent  bool
	After   Position
	Limit   int
}

// Position is the place of a case in the order of a list; without an ID it is the beginning.
type Position struct {
	Urgency, Due int64 // only among the most urgent
	Opened       int64
	ID           string
}

// At gives the place of a case.
func (c *Case) At() Position { return Position{c.Urgency(), c.Due, c.Opened, c.ID} }

// Found is a case with what belongs to it.
type Found struct {
	Case    Case
	Entries []Entry
	Texts   map[Sealed][]byte // ciphertexts
	Holder  string            // name of the account that holds it
	SeenAt  int64             // when a head first opened it
	SeenBy  Role
	RangAt  int64 // when it first stood on the phone of a head whose turn it was
	RangBy  Role
	Stopped bool // the household has withdrawn its consent
	Erased  bool // its subject has been erased since: nothing can be done with it
}

// Look is one reading of a case with its texts, or of a place: a household's ledger, or a list
// of households. Looks have a chain of their own, beside the log of the case.
type Look struct {
	Log           Area
	Case, Account string // the case's id, or the place's path
	Role          Role
	At            int64
	Why           string // the case under which a glass was broken; "" for who looks by duty
}

// Desk is the only door into the domain.
type Desk struct {
	Registry *Registry
	Ledger   Ledger
	Cursors  *Cursors
	Streams  *Streams
	Keys     Keys
	Notary   *Notary // signs what is published; nil where nothing is
	Now      func() time.Time

	drawn   drawn
	samples samples
	opened  opened
}

// Do makes a move. Sending an accepted command again gives the first answer.
func (d *Desk) Do(ctx context.Context, c *Command) (*Receipt, error) {
	if _, _, err := d.Registry.find(c.Service, c.Move); err != nil {
		return nil, err
	}
	return d.Ledger.Submit(ctx, c)
}

// FactsFor gives of a receipt what a viewer may know who is not its author; nil where that is nothing.
func (d *Desk) FactsFor(v Viewer, r *Receipt) (*Facts, error) {
	c, err := r.image()
	if err != nil || !d.Registry.sees(v, c, d.Now()) {
		return nil, err
	}
	facts := c.Facts()
	return &facts, nil
}

// Board is one consistent picture of an area for one viewer.
type Board struct {
	Area    Area         `json:"area"`
	Name    string       `json:"name"`
	Path    []Place      `json:"path"`
	RTs     []Area       `json:"rts"`
	Epoch   string       `json:"epoch"`
	Cursor  string       `json:"cursor"`
	AsOf    string       `json:"as_of"`
	Tallies Tallies      `json:"tallies"`
	Zones   map[Area]any `json:"zones"`
	Cases   []Facts      `json:"cases"`
	More    int64        `json:"more"`
	Hash    string       `json:"hash"`
	Then    *Past        `json:"then,omitempty"` // nil: it is the board of now
}

// mapMemory is how far back the map looks: four weeks and the longest window before them,
// so that it can tell since when a colour holds.
const mapMemory = 5 * 7 * 24 * time.Hour

// Map draws the zones of an area as they are, once for all who look at it; what of them
// a viewer may see is ZonesFor's to say.
func (d *Desk) Map(ctx context.Context, a Area) (map[Area]Zone, error) {
	now := d.Now()
	p, err := d.Ledger.Map(ctx, a, now.Add(-mapMemory), d.known(a, now))
	if err != nil {
		return nil, err
	}
	return d.draw(a, p, now), nil
}

// SeesZones says whether a map can show the viewer anything there; to neighbours it cannot,
// whatever it holds.
func (d *Desk) SeesZones(v Viewer, a Area) bool { return d.Registry.seesZones(v, a, d.Now()) }

// ZonesFor gives of a map what the viewer may see who looks at area a.
func (d *Desk) ZonesFor(v Viewer, a Area, all map[Area]Zone) map[Area]any {
	return d.Registry.shown(v, a, all, d.Now())
}

// boardCases is how many open cases a board carries.
const boardCases = 200

// Board reads the board of an area as the viewer may see it.
func (d *Desk) Board(ctx context.Context, v Viewer, a Area) (*Board, error) {
	now := d.Now()
	if err := d.admit(v, a, now); err != nil {
		return nil, err
	}
	p, err := d.Ledger.Picture(ctx, PictureQuery{Area: a, Scope: d.Registry.ScopeOf(v, a, now), Limit: boardCases, Since: now.Add(-mapMemory), Known: d.known(a, now)})
	if err != nil {
		return nil, err
	}
	b := d.face(v, a, p, d.draw(a, p, now), now)
	b.AsOf = wireTime(now.UnixMilli(), a)
	b.Cursor = d.Cursors.Encode(Cursor{d.Ledger.Epoch(), a.Log(), p.Seq, d.Cursors.Salt()})
	return b, nil
}

// face is what a picture shows a viewer, whenever it was.
func (d *Desk) face(v Viewer, a Area, p *Picture, zones map[Area]Zone, now time.Time) *Board {
	b := &Board{
		Area: a, Path: p.Path, RTs: p.RTs, Epoch: EpochName(d.Ledger.Epoch()),
		Tallies: d.Registry.Tallied(v, a, p.Counts, p.RTs, p.Kelurahan, now),
		Zones:   d.ZonesFor(v, a, zones), Cases: make([]Facts, 0, len(p.Cases)), More: p.More,
	}
	if a.Depth() < Kelurahan {
		b.RTs = nil // from above RTs are not looked at
	}
	if n := len(p.Path); n > 0 {
		b.Name = p.Path[n-1].Name
	}
	for i := range p.Cases {
		b.Cases = append(b.Cases, p.Cases[i].Facts())
	}
	b.Hash = Hash(b.Tallies, b.Zones)
	return b
}

// EpochName writes an epoch as boards and hello frames carry it.
func EpochName(e int64) string {
	return hex.EncodeToString([]byte{byte(e >> 16), byte(e >> 8), byte(e)})
}

// admit refuses an area with which the viewer has nothing to do.
func (d *Desk) admit(v Viewer, a Area, now time.Time) error {
	for _, g := range v.Grants {
		if g.Area.Overlaps(a) && g.Active(now.UnixMilli()) {
			return nil
		}
	}
	return Errorf(Forbidden, "Wilayah ini di luar wilayah Bapak/Ibu.")
}

// List reads a page of cases that the viewer may see: facts, no text.
func (d *Desk) List(ctx context.Context, v Viewer, q Query) ([]Case, error) {
	now := d.Now()
	if err := d.admit(v, q.Area, now); err != nil {
		return nil, err
	}
	q.Scope = d.Registry.ScopeOf(v, q.Area, now)
	return d.Ledger.List(ctx, q)
}

// LogPage is a stretch of a log as one viewer may see it.
type LogPage struct {
	Events []Event `json:"events"`
	Cursor string  `json:"cursor"`
}

// Log reads events of the viewer's streams, oldest first; it always gives a cursor.
func (d *Desk) Log(ctx context.Context, v Viewer, a Area, after string, limit int) (*LogPage, error) {
	now, log := d.Now(), a.Log()
	if err := d.admit(v, a, now); err != nil {
		return nil, err
	}
	at := Cursor{d.Ledger.Epoch(), log, 0, d.Cursors.Salt()}
	if after != "" {
		c, err := d.Resume(after, log)
		if err != nil {
			return nil, err
		}
		at.Seq = c.Seq
	}
	mine := map[string]bool{}
	for _, s := range d.Streams.For(v, a, now) {
		mine[s] = true
	}
	page := &LogPage{Events: []Event{}}
	for len(mine) > 0 && len(page.Events) < limit {
		entries, err := d.Ledger.Read(ctx, log, at.Seq, max(limit, 100))
		if err != nil {
			return nil, err
		}
		for i := range entries {
			if len(page.Events) == limit {
				break
			}
			at.Seq = entries[i].Seq
			for _, s := range d.Streams.Of(&entries[i]) {
				if mine[s] {
					page.Events = append(page.Events, entries[i].Event)
					break
				}
			}
		}
		if len(entries) < max(limit, 100) {
			break
		}
	}
	page.Cursor = d.Cursors.Encode(at)
	return page, nil
}

// Resume opens a cursor that must belong to this lineage and log.
func (d *Desk) Resume(cursor string, log Area) (Cursor, error) {
	c, err := d.Cursors.Decode(cursor)
	switch {
	case err != nil:
		return c, err
	case c.Epoch != d.Ledger.Epoch():
		return c, Errorf(OtherEpoch, "Data telah dipulihkan. Ambil papan yang baru.")
	case c.Log != log:
		return c, Errorf(Malformed, "Penanda posisi ini milik wilayah lain.")
	}
	return c, nil
}

// Watch admits a viewer to the live streams of an area.
func (d *Desk) Watch(v Viewer, a Area) ([]string, error) {
	if err := d.admit(v, a, d.Now()); err != nil {
		return nil, err
	}
	return d.Streams.For(v, a, d.Now()), nil
}

// Oversees says whether the viewer watches counts of the area from above.
func (d *Desk) Oversees(v Viewer, a Area) bool { return d.Registry.oversees(v, a, d.Now()) }
