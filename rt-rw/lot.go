package rtrw

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Somebody's cases are sealed in lots: one key for each service and quarter of a year. So a
// kind of data can go when its time is over while another stays, and a household's wish to
// be forgotten ends every lot it has. A household that files again after that begins a new
// life, whose number stands behind the quarter: a destroyed key is never made again.

// Lot is one such stretch.
type Lot struct {
	Service string
	Ends    time.Time // the first moment after the quarter, UTC
	Life    int       // how often the subject has been erased before
}

// lotOf writes the lot of a case opened now: "isolation/2026Q4", "isolation/2026Q4/1".
func lotOf(service string, now time.Time, life int) string {
	now = now.UTC()
	lot := fmt.Sprintf("%s/%dQ%d", service, now.Year(), (int(now.Month())+2)/3)
	if life > 0 {
		lot += "/" + strconv.Itoa(life)
	}
	return lot
}

// ParseLot reads what lotOf wrote; false for a subject that has no lots, an account's own.
func ParseLot(s string) (l Lot, ok bool) {
	parts := strings.Split(s, "/")
	var year, quarter int
	if len(parts) < 2 || len(parts) > 3 {
		return l, false
	}
	if _, err := fmt.Sscanf(parts[1], "%dQ%d", &year, &quarter); err != nil || quarter < 1 || quarter > 4 {
		return l, false
	}
	if len(parts) == 3 {
		life, err := strconv.Atoi(parts[2])
		if err != nil {
			return l, false
		}
		l.Life = life
	}
	l.Service, l.Ends = parts[0], time.Date(year, time.Month(quarter*3+1), 1, 0, 0, 0, 0, time.UTC)
	return l, true
}

// Life tells in which life of its subject a case was opened.
func (c *Case) Life() int {
	l, _ := ParseLot(c.Lot)
	return l.Life
}

// Erasure is a wish carried out: what of a place's data was sealed before is gone.
type Erasure struct {
	Case       string // of the wish
	Place      string // a house, or an account
	Everything bool   // of an account: itself too, not its cases alone
	At         int64
}

// Erase destroys, once this move is in the log, the keys of the household's cases, and with
// everything the account of who asked: of the other members' accounts, and of what one of
// them confided past the RT, nobody but they may dispose.
func (t *Turn) Erase(everything bool) {
	if t.facts.erased(t.Case) == nil { // else an earlier wish did it: what has begun since is not for this one to end
		t.effect.Erased = append(t.effect.Erased, Erasure{t.Case.ID, string(t.Case.House), false, t.Now.UnixMilli()})
	}
	if everything && t.facts.Lives[t.Case.Filer] == 0 {
		t.effect.Erased = append(t.effect.Erased, Erasure{t.Case.ID, t.Case.Filer, true, t.Now.UnixMilli()})
	}
}

// OpenHere tells how many cases of the household are open, the house's inner work left out;
// the input must be a Tidier.
func (t *Turn) OpenHere() int64 { return t.facts.Open[string(t.Case.House)] }

// OpenMine tells the same of the cases that concern nobody but who filed this one.
func (t *Turn) OpenMine() int64 { return t.facts.Open[t.Case.Filer] }

// Tidier is the input of a move that must know whether the household has open cases.
type Tidier interface{ CountsOpen() }

// erased refuses a case whose subject is no more.
func (s *Situation) erased(c *Case) error {
	if c.Life() < s.Lives[c.Whose()] {
		return Errorf(Erased, "Data keluarga ini sudah dihapus. Laporan ini tidak dapat diubah lagi.")
	}
	return nil
}
