package alert

import "jogotonggo/rt-rw"

// Word is how a house is.
type Word struct {
	Choice string `json:"choice" validate:"required,oneof=butuh_bantuan aman" id:"Bagaimana keadaan di rumah?" en:"How is everybody at home?" choices:"Butuh bantuan|Aman;We need help|Safe"`
}

// Answer is a house's word, given by itself or by somebody who speaks for it.
type Answer struct {
	Word
	rtrw.For
}

// answer opens the house's entry. Where it has one, the new word goes there.
func answer(t *rtrw.Turn, a *Alert, in Answer) error {
	if in.OnBehalf != nil {
		a.Behalf = in.OnBehalf.Consent
	}
	if first := t.Beside(); len(first) > 0 {
		a.Word, a.Entry = in.Choice, first[0].ID
		t.Into("joined")
		return nil
	}
	return hear(t, a, in.Word)
}

// saidAgain carries a word to the entry that the house has.
func saidAgain(_ *rtrw.Cause, f *struct {
	Word  string `json:"word"`
	Entry string `json:"entry"`
}) (*Word, rtrw.Targets) {
	if f.Entry == "" {
		return nil, rtrw.Targets{}
	}
	return &Word{f.Word}, rtrw.Targets{Case: f.Entry}
}

// hear takes a house's word, from itself or from who knocked. Nobody need knock any more.
func hear(t *rtrw.Turn, a *Alert, in Word) error {
	t.Hold("")
	a.Word = in.Choice
	if in.Choice == "aman" {
		t.Case.Priority = rtrw.Ordinary
		t.Into("safe")
		return nil
	}
	t.Case.Priority = rtrw.Emergency
	t.Into("help")
	return nil
}

// Knock is somebody on the way to a house that said nothing.
type Knock struct{ rtrw.To }

func knock(t *rtrw.Turn, _ *Alert, _ Knock) error {
	if len(t.Beside()) > 0 {
		return rtrw.Errorf(rtrw.Conflict, "Rumah ini sudah memberi kabar, atau sedang diketuk.")
	}
	t.Case.Priority = rtrw.Important
	t.Hold(t.Actor.Account)
	return nil
}

// helped is said by who helped: never by the house itself, which says so with its own word.
func helped(t *rtrw.Turn, a *Alert, _ rtrw.None) error {
	return hear(t, a, Word{"aman"})
}
