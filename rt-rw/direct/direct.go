package direct

import (
	"time"

	"jogotonggo/rt-rw"
)

var (
	filer   = rtrw.Residents().Filed()
	office  = rtrw.By(rtrw.Staff, rtrw.Lurah).Apart()
	holder  = office.Holding()
	clock   = rtrw.OnClock()
	toLurah = []rtrw.Level{rtrw.LevelLurah}
)

const (
	answerWithin = 24 * time.Hour      // in somebody's hands without an answer
	restAfter    = 14 * 24 * time.Hour // answered, and nothing more was asked
)

// Service declares the moves of a message to the kelurahan.
func Service() *rtrw.Service {
	return &rtrw.Service{
		Name:  "direct",
		Title: rtrw.Words{ID: "Langsung ke kelurahan", EN: "Straight to the kelurahan"},
		Keep:  365,
		Moves: []rtrw.Move{
			rtrw.Open("send", "-> sent", rtrw.Residents(), send),
			rtrw.Step("take_up", "sent -> in_hand", office, rtrw.Take[Message]),
			rtrw.Step("answer", "in_hand -> answered", holder, answer),
			rtrw.Step("ask_again", "answered -> sent", filer, askAgain),
			rtrw.Step("close", "answered -> closed", filer, rtrw.Still[Message]),
			rtrw.Step("withdraw", "sent -> withdrawn", filer, rtrw.Still[Message]),
			rtrw.Step("lapse", "in_hand -> sent", clock, rtrw.Drop[Message]),
			rtrw.Step("rest", "answered -> closed", clock, rtrw.Still[Message]),
		},
		Clocks: []rtrw.Clock{rtrw.After("in_hand", "lapse", rtrw.Within(answerWithin)), rtrw.After("answered", "rest", rtrw.Within(restAfter))},
		Asked:  []rtrw.State{"sent"},
		Rota:   map[rtrw.State][]rtrw.Level{"sent": toLurah},
		Final:  []rtrw.State{"closed", "withdrawn"},
		Words:  words,
	}
}

// Message is what the ledger keeps; "household" here is who sent it, and nobody else.
type Message struct {
	About  string      `json:"about" see:"household desk lurah"`
	Text   rtrw.Sealed `json:"text" see:"household desk lurah"`
	Answer rtrw.Sealed `json:"answer,omitempty" see:"household desk lurah"`
}

// Send is what somebody confides.
type Send struct {
	About string       `json:"about" validate:"required,oneof=rt_head rw_head violence other" id:"Tentang apa?" en:"What is it about?" choices:"Ketua RT|Ketua RW|Kekerasan di rumah|Lainnya;The RT head|The RW head|Violence at home|Something else"`
	Text  rtrw.Private `json:"text" validate:"required,max=1000" id:"Ceritakan" en:"Tell us"`
}

func send(t *rtrw.Turn, m *Message, in Send) (err error) {
	t.Case.Priority = rtrw.Important
	if in.About == "violence" {
		t.Case.Priority = rtrw.Emergency
	}
	m.About = in.About
	m.Text, err = t.Seal(in.Text)
	return err
}

// Text is what is said in return.
type Text struct {
	Text rtrw.Private `json:"text" validate:"required,max=1000" id:"Tulis" en:"Write"`
}

func answer(t *rtrw.Turn, m *Message, in Text) (err error) {
	m.Answer, err = t.Seal(in.Text)
	return err
}

// askAgain adds to what was told; the kelurahan reads the newest, the log keeps them all.
func askAgain(t *rtrw.Turn, m *Message, in Text) (err error) {
	t.Hold("")
	m.Text, err = t.Seal(in.Text)
	return err
}
