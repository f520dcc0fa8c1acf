package privacy

import (
	"time"

	"jogotonggo/rt-rw"
)

var (
	house = rtrw.Own(false)
	dpo   = rtrw.By(rtrw.DPO)
	clock = rtrw.OnClock()
)

// within is how soon a household's word is carried out at the latest.
const within = 72 * time.Hour

// Service declares the moves of a wish about data.
func Service() *rtrw.Service {
	return &rtrw.Service{
		Name:  "privacy",
		Title: rtrw.Words{ID: "Data keluarga saya", EN: "My household's data"},
		Inner: true,
		Moves: []rtrw.Move{
			rtrw.Open("withdraw", "-> withdrawn", house, withdraw),
			rtrw.Step("stop", "withdrawn -> stopped", dpo, stop),
			rtrw.Step("time_up", "withdrawn -> stopped", clock, stop),
			rtrw.Step("resume", "withdrawn|stopped -> agreed", house, resume),
			rtrw.Open("ask_erasure", "-> asked", house, ask),
			rtrw.Step("keep", "asked -> kept", house, rtrw.Still[Wish]),
			rtrw.Step("refuse", "asked -> refused", dpo, refuse),
			rtrw.Step("erase", "asked -> erased", dpo, erase),
			rtrw.Step("carry_out", "asked -> erased|held", clock, carryOut),
		},
		Clocks: []rtrw.Clock{
			rtrw.After("withdrawn", "time_up", rtrw.Within(within)),
			rtrw.After("asked", "carry_out", rtrw.Within(within)),
		},
		Final: []rtrw.State{"stopped", "agreed", "kept", "refused", "erased", "held"},
		Words: words,
	}
}

// Wish is what the ledger keeps.
type Wish struct {
	What   string      `json:"what,omitempty" see:"household dpo"`
	Reason string      `json:"reason,omitempty" see:"household dpo"`
	Answer rtrw.Sealed `json:"answer,omitempty" see:"household dpo"`
}

// Withdraw asks for nothing: a household need not say why.
type Withdraw struct{ rtrw.For }

func withdraw(*rtrw.Turn, *Wish, Withdraw) error { return nil }

// stop puts the withdrawal in force: closed cases are opened for nobody but the household.
// What is under way goes on, for helping the sick and the hungry is a public task.
func stop(t *rtrw.Turn, _ *Wish, _ rtrw.None) error {
	return t.Record(rtrw.StoppedRecord, t.Now.UnixMilli(), 0, struct{}{})
}

func resume(t *rtrw.Turn, _ *Wish, _ rtrw.None) error {
	now := t.Now.UnixMilli()
	return t.Record(rtrw.StoppedRecord, now, now, struct{}{})
}

// Ask says what is to be forgotten.
type Ask struct {
	What string `json:"what" validate:"required,oneof=reports everything" id:"Apa yang dihapus?" en:"What is to be erased?" choices:"Isi semua laporan keluarga|Isi laporan dan akun saya;What all our reports say|The reports and my own account"`
	rtrw.For
}

// CountsOpen says that open cases of the household must be known.
func (Ask) CountsOpen() {}

func ask(t *rtrw.Turn, w *Wish, in Ask) error {
	w.What = in.What
	if n := w.running(t); n > 0 {
		return rtrw.Errorf(rtrw.Refused, "Masih ada %d laporan yang berjalan. Selesaikan atau tarik dahulu.", n)
	}
	return nil
}

// Refuse says why the wish cannot be followed.
type Refuse struct {
	Reason string       `json:"reason" validate:"required,oneof=legal_duty endangers other" id:"Karena apa?" en:"Why?" choices:"Kewajiban hukum|Membahayakan orang lain|Lainnya, saya tulis;A legal duty|It would endanger somebody|Something else"`
	Note   rtrw.Private `json:"note,omitempty" validate:"max=500" id:"Keterangan" en:"Explanation"`
}

func refuse(t *rtrw.Turn, w *Wish, in Refuse) (err error) {
	w.Reason = in.Reason
	w.Answer, err = t.Seal(in.Note)
	return err
}

// Tidy is an empty input of moves that must know of open cases.
type Tidy struct{}

// CountsOpen says that open cases of the household must be known.
func (Tidy) CountsOpen() {}

// running counts what must end first: the household's cases, and where the account goes too,
// what its owner confided past the RT.
func (w *Wish) running(t *rtrw.Turn) int64 {
	if w.What == "everything" {
		return t.OpenHere() + t.OpenMine()
	}
	return t.OpenHere()
}

func erase(t *rtrw.Turn, w *Wish, _ Tidy) error {
	if n := w.running(t); n > 0 {
		return rtrw.Errorf(rtrw.Refused, "Keluarga ini masih punya %d laporan yang berjalan.", n)
	}
	t.Erase(w.What == "everything")
	return nil
}

// carryOut is the clock's: it erases, or holds the wish where a case was opened meanwhile,
// for a clock has nobody to tell that it cannot.
func carryOut(t *rtrw.Turn, w *Wish, _ Tidy) error {
	if w.running(t) > 0 {
		t.Into("held")
		return nil
	}
	t.Into("erased")
	t.Erase(w.What == "everything")
	return nil
}
