package access

import (
	"strings"
	"time"

	"jogotonggo/rt-rw"
)

var (
	above = rtrw.By(rtrw.Camat, rtrw.CityCenter)
	clock = rtrw.OnClock()
)

// open is for how long a glass stays broken.
const open = time.Hour

// Service declares the moves of a broken glass.
func Service() *rtrw.Service {
	return &rtrw.Service{
		Name:  "access",
		Title: rtrw.Words{ID: "Buka data darurat", EN: "Emergency access"},
		Inner: true,
		Moves: []rtrw.Move{
			rtrw.Open("open", "-> open", above, begin),
			rtrw.Step("close", "open -> closed", above.Filed(), end),
			rtrw.Step("expire", "open -> closed", clock, end),
			rtrw.Step("review", "closed -> reviewed", rtrw.By(rtrw.DPO), review),
		},
		Clocks: []rtrw.Clock{rtrw.After("open", "expire", rtrw.Within(open))},
		Final:  []rtrw.State{"closed", "reviewed"},
		Words:  words,
	}
}

// Glass is what the ledger keeps. It concerns no household; who broke it reads it as a
// household reads its own.
type Glass struct {
	Reason  string      `json:"reason" see:"household lurah dpo"`
	Explain rtrw.Sealed `json:"explain" see:"household lurah dpo"`
	From    int64       `json:"from" see:"household lurah dpo"`  // Unix milliseconds
	Until   int64       `json:"until" see:"household lurah dpo"` // Unix milliseconds
	Verdict string      `json:"verdict,omitempty" see:"household lurah dpo"`
	Note    rtrw.Sealed `json:"note,omitempty" see:"household lurah dpo"`
}

// Open says why. The reason is shown to every household whose case is then opened; the
// explanation to lurah and data protection officer.
type Open struct {
	Reason  string       `json:"reason" validate:"required,oneof=medical disaster complaint other" id:"Alasan" en:"Reason" choices:"Darurat medis|Bencana|Pengaduan warga|Lainnya;Medical emergency|Disaster|A resident's complaint|Something else"`
	Explain rtrw.Private `json:"explain" validate:"required,max=500" id:"Mengapa nama diperlukan?" en:"Why are names needed?"`
}

func begin(t *rtrw.Turn, g *Glass, in Open) (err error) {
	if t.Case.Area.Depth() != rtrw.RT {
		return rtrw.AtField("area", "not_an_rt", "Data dibuka untuk satu RT. Pilih RT-nya.")
	}
	if strings.TrimSpace(string(in.Explain)) == "" {
		return rtrw.AtField("explain", "required", "Tulis mengapa nama diperlukan.")
	}
	if g.Explain, err = t.Seal(in.Explain); err != nil {
		return err
	}
	g.Reason, g.From, g.Until = in.Reason, t.Now.UnixMilli(), t.Now.Add(open).UnixMilli()
	t.Case.Priority = rtrw.Important
	t.Grant(t.Actor.Account, rtrw.Glass, t.Case.Area, g.From, g.Until)
	return nil
}

// end mends the glass at this moment.
func end(t *rtrw.Turn, g *Glass, _ rtrw.None) error {
	g.Until = min(g.Until, t.Now.UnixMilli())
	t.Grant(t.Case.Filer, rtrw.Glass, t.Case.Area, g.From, g.Until)
	return nil
}

// Review is the data protection officer's judgement afterwards.
type Review struct {
	Verdict string       `json:"verdict" validate:"required,oneof=proper improper" id:"Penilaian" en:"Verdict" choices:"Patut|Tidak patut;Proper|Improper"`
	Note    rtrw.Private `json:"note,omitempty" validate:"max=500" id:"Catatan" en:"Note"`
}

func review(t *rtrw.Turn, g *Glass, in Review) (err error) {
	g.Verdict = in.Verdict
	g.Note, err = t.Seal(in.Note)
	return err
}
