package member

import (
	"cmp"
	"slices"
	"time"

	"jogotonggo/rt-rw"
)

// Who takes part: the invite door lets people in, heads judge who is theirs, the lurah
// appoints inside the kelurahan, the city appoints lurah, camat and officers above.
var (
	heads  = rtrw.Heads()
	above  = rtrw.By(rtrw.Lurah, rtrw.CityCenter)
	anyone = rtrw.Own(true).Or(rtrw.By(rtrw.Roles...)) // and only for oneself, see leave
)

// Service declares the moves of a membership.
func Service() *rtrw.Service {
	return &rtrw.Service{
		Name:  "member",
		Title: rtrw.Words{ID: "Anggota", EN: "Membership"},
		Inner: true,
		Moves: []rtrw.Move{
			rtrw.Open("join", "-> pending|active", rtrw.ByDoor(), join),
			rtrw.Step("approve", "pending -> active", heads, approve),
			rtrw.Step("reject", "pending|active -> rejected", heads, end),
			rtrw.Open("appoint", "-> active", above, appoint),
			rtrw.Open("stand_in", "-> active", rtrw.By(rtrw.RTHead, rtrw.RWHead, rtrw.Lurah), standIn),
			rtrw.Step("leave", "active -> left", anyone, leave),
			rtrw.Step("expire", "active -> left", rtrw.OnClock(), end),
		},
		Clocks: []rtrw.Clock{rtrw.After("active", "expire", term)},
		Final:  []rtrw.State{"active", "rejected", "left"},
		Words:  words,
	}
}

// Membership is what the ledger keeps: who, as what, for how long. No name: the account
// has it.
type Membership struct {
	Account string    `json:"account" see:"household head lurah desk"`
	Role    rtrw.Role `json:"role" see:"household head helper lurah desk"`
	Place   rtrw.Area `json:"place" see:"household head lurah desk"` // what the role covers
	From    int64     `json:"from" see:"household head lurah desk"`
	Until   int64     `json:"until" see:"household head lurah desk"` // 0: no end
}

// term is the clock of a membership with an end.
func term(c *rtrw.Case, _ *rtrw.Policy) (time.Time, bool) { return c.Ends() }

// grant writes the membership as a grant from now on.
func (m *Membership) grant(t *rtrw.Turn) {
	t.Grant(m.Account, m.Role, m.Place, m.From, m.Until)
	t.Ends(m.Until)
}

// Join is what the invite door fills in; nobody sends it.
type Join struct {
	Account string    `json:"account"`
	House   rtrw.Area `json:"house"`
	Active  bool      `json:"active"` // a house QR makes a member at once, a sent link waits for the head
}

func join(t *rtrw.Turn, m *Membership, in Join) error {
	*m = Membership{Account: in.Account, Role: rtrw.Pending, Place: in.House, From: t.Now.UnixMilli()}
	t.Concerns(in.House)
	t.Into("pending")
	if in.Active {
		m.Role = rtrw.Resident
		t.Into("active")
	}
	m.grant(t)
	return nil
}

func approve(t *rtrw.Turn, m *Membership, _ rtrw.None) error {
	m.Role = rtrw.Resident
	m.grant(t)
	return nil
}

// end closes the grant at this moment.
func end(t *rtrw.Turn, m *Membership, _ rtrw.None) error {
	if now := t.Now.UnixMilli(); m.Until == 0 || now < m.Until { // a clock that strikes late prolongs no term
		m.From, m.Until = min(m.From, now), now // what had not begun never does
	}
	t.Grant(m.Account, m.Role, m.Place, m.From, m.Until)
	t.Ends(0)
	return nil
}

// leave is one's own word, that of who appoints, or that of the head who named a stand-in and is back.
func leave(t *rtrw.Turn, m *Membership, in rtrw.None) error {
	if m.Account != t.Actor.Account && t.Case.Filer != t.Actor.Account && t.Role != rtrw.Lurah && t.Role != rtrw.CityCenter {
		return rtrw.Errorf(rtrw.Forbidden, "Hanya yang bersangkutan, yang menunjuk, atau lurah yang dapat mengakhiri tugas ini.")
	}
	return end(t, m, in)
}

// Appoint gives an office in an area. Without a role the area's own head is meant, without
// an account oneself: who appoints may act in a vacant post.
type Appoint struct {
	Role    rtrw.Role  `json:"role,omitempty" validate:"omitempty,oneof=rt_head rw_head volunteer kader staff health lurah camat academic dpo" id:"Tugas" en:"Office" choices:"Ketua RT|Ketua RW|Relawan|Kader|Staf kelurahan|Nakes puskesmas|Lurah|Camat|Peneliti|Petugas pelindungan data;RT head|RW head|Volunteer|Kader|Kelurahan staff|Health worker|Lurah|Camat|Researcher|Data protection officer"`
	Account string     `json:"account,omitempty" validate:"omitempty,uuid" id:"Siapa" en:"Who"`
	Until   *time.Time `json:"until,omitempty" id:"Sampai" en:"Until"`
}

// Accounts names the person.
func (a Appoint) Accounts() []string { return named(a.Account) }

var ownHead = map[rtrw.Depth]rtrw.Role{rtrw.RT: rtrw.RTHead, rtrw.RW: rtrw.RWHead, rtrw.Kelurahan: rtrw.Staff, rtrw.District: rtrw.Camat}

func appoint(t *rtrw.Turn, m *Membership, in Appoint) error {
	who, role := cmp.Or(in.Account, t.Actor.Account), cmp.Or(in.Role, ownHead[t.Case.Area.Depth()])
	if _, ok := t.Person(in.Account); !ok && who != t.Actor.Account {
		return rtrw.AtField("account", "unknown", "Orang ini belum terdaftar.")
	}
	if t.Role == rtrw.Lurah && slices.Contains([]rtrw.Role{rtrw.Lurah, rtrw.Camat, rtrw.Health, rtrw.Academic, rtrw.DPO}, role) {
		return rtrw.AtField("role", "not_yours", "Tugas ini ditetapkan oleh kota.")
	}
	if fits := seat[role]; fits == nil || !fits(t.Case.Area) {
		return rtrw.AtField("role", "wrong_area", "Tugas ini tidak ada di tingkat wilayah itu.")
	}
	*m = Membership{Account: who, Role: role, Place: t.Case.Area, From: t.Now.UnixMilli()}
	return m.until(t, in.Until)
}

// seat says at which depth an office sits.
var seat = map[rtrw.Role]func(rtrw.Area) bool{
	rtrw.RTHead: at(rtrw.RT), rtrw.RWHead: at(rtrw.RW), rtrw.Lurah: at(rtrw.Kelurahan), rtrw.Staff: at(rtrw.Kelurahan),
	rtrw.Health: at(rtrw.Kelurahan), rtrw.Camat: at(rtrw.District),
	rtrw.Academic: at(rtrw.City), rtrw.DPO: at(rtrw.City, rtrw.District, rtrw.Kelurahan),
	rtrw.Volunteer: at(rtrw.Kelurahan, rtrw.RW, rtrw.RT), rtrw.Kader: at(rtrw.Kelurahan, rtrw.RW, rtrw.RT),
}

func at(depths ...rtrw.Depth) func(rtrw.Area) bool {
	return func(a rtrw.Area) bool { return slices.Contains(depths, a.Depth()) }
}

// StandIn lets somebody act for a head who is away; the head's own grant stays. Without
// a stand-in the post is empty meanwhile, and reports pass it over at once.
type StandIn struct {
	Account string     `json:"account,omitempty" validate:"omitempty,uuid" id:"Pengganti" en:"Stand-in"`
	From    *time.Time `json:"from,omitempty" id:"Mulai" en:"From"` // a day in the past means now
	Until   *time.Time `json:"until,omitempty" id:"Sampai" en:"Until"`
}

// Accounts names the stand-in.
func (s StandIn) Accounts() []string { return named(s.Account) }

func standIn(t *rtrw.Turn, m *Membership, in StandIn) error {
	held := slices.IndexFunc(t.Actor.Grants, func(g rtrw.Grant) bool { return g.Role == t.Role && g.Area == t.Case.Area })
	if held < 0 {
		return rtrw.Errorf(rtrw.Forbidden, "Pengganti hanya untuk wilayah tugas sendiri.")
	}
	*m = Membership{Account: t.Actor.Account, Role: rtrw.Away, Place: t.Case.Area, From: t.Now.UnixMilli()}
	if in.Account != "" {
		person, ok := t.Person(in.Account)
		if !ok || in.Account == t.Actor.Account || !t.Case.Area.Up(rtrw.Kelurahan).Contains(person.Household) {
			return rtrw.AtField("account", "unknown", "Pilih warga kelurahan ini sebagai pengganti.")
		}
		m.Account, m.Role = in.Account, t.Role
	}
	if in.From != nil && in.From.After(t.Now) {
		if in.Until != nil && !in.Until.After(*in.From) {
			return rtrw.AtField("until", "before_from", "Tanggal ini sebelum hari mulai. Pilih tanggal sesudahnya.")
		}
		m.From = in.From.UnixMilli()
	}
	return m.until(t, in.Until)
}

func (m *Membership) until(t *rtrw.Turn, end *time.Time) error {
	if end != nil {
		if !end.After(t.Now) {
			return rtrw.AtField("until", "past", "Tanggal ini sudah lewat. Pilih tanggal sesudah hari ini.")
		}
		m.Until = end.UnixMilli()
	}
	m.grant(t)
	return nil
}

func named(account string) []string {
	if account == "" {
		return nil
	}
	return []string{account}
}
