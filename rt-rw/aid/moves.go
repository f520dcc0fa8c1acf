package aid

import (
	"time"

	"jogotonggo/rt-rw"
)

// Ask is what a household needs.
type Ask struct {
	Need   string       `json:"need" validate:"required,oneof=sembako obat air popok makan lain" id:"Apa yang dibutuhkan?" en:"What is needed?" choices:"Sembako|Obat|Air bersih|Popok dan susu|Makanan siap|Lainnya;Staples|Medicine|Clean water|Diapers and milk|Cooked food|Something else"`
	People int          `json:"people" validate:"min=1,max=30" id:"Untuk berapa orang?" en:"For how many people?"`
	Urgent bool         `json:"urgent,omitempty" id:"Mendesak hari ini" en:"Urgent today"`
	Note   rtrw.Private `json:"note,omitempty" validate:"max=500" id:"Catatan" en:"Note"`
	Pictured
	rtrw.For
}

// Pictured is an input that may show a photo of what it is about.
type Pictured struct {
	Photo string `json:"photo,omitempty" validate:"omitempty,photo" id:"Foto" en:"Photo"`
}

// Photos names it.
func (p Pictured) Photos() []string {
	if p.Photo == "" {
		return nil
	}
	return []string{p.Photo}
}

func request(t *rtrw.Turn, r *Request, in Ask) error {
	if in.OnBehalf != nil {
		r.Behalf = in.OnBehalf.Consent
	}
	return fill(t, r, in.Need, in.People, in.Urgent, in.Note, in.Photo)
}

func fill(t *rtrw.Turn, r *Request, need string, people int, urgent bool, note rtrw.Private, photo string) (err error) {
	r.Need, r.People, r.Urgent = need, people, urgent
	t.Case.Priority = rtrw.Ordinary
	if urgent {
		t.Case.Priority = rtrw.Important
	}
	if r.Note, err = t.Seal(note); err != nil {
		return err
	}
	r.Photo, err = t.Photo(photo, r.Photo)
	return err
}

// Amend is the request put right; it is asked anew, from the first head on.
type Amend struct {
	Need   string       `json:"need" validate:"required,oneof=sembako obat air popok makan lain" id:"Apa yang dibutuhkan?" en:"What is needed?" choices:"Sembako|Obat|Air bersih|Popok dan susu|Makanan siap|Lainnya;Staples|Medicine|Clean water|Diapers and milk|Cooked food|Something else"`
	People int          `json:"people" validate:"min=1,max=30" id:"Untuk berapa orang?" en:"For how many people?"`
	Urgent bool         `json:"urgent,omitempty" id:"Mendesak hari ini" en:"Urgent today"`
	Note   rtrw.Private `json:"note,omitempty" validate:"max=500" id:"Catatan" en:"Note"`
	Pictured
}

func amend(t *rtrw.Turn, r *Request, in Amend) error {
	r.Reason, r.Answer = "", ""
	return fill(t, r, in.Need, in.People, in.Urgent, in.Note, in.Photo)
}

// SendBack says why a request does not go on as it is.
type SendBack struct {
	Reason string       `json:"reason" validate:"required,oneof=bukan_warga sudah_dilaporkan lainnya" id:"Karena apa?" en:"Why?" choices:"Bukan warga RT ini|Sudah dilaporkan|Lainnya, saya tulis;Not a resident of this RT|Already reported|Something else"`
	Note   rtrw.Private `json:"note,omitempty" validate:"max=500" id:"Keterangan" en:"Explanation"`
}

func sendBack(t *rtrw.Turn, r *Request, in SendBack) (err error) {
	r.Reason = in.Reason
	r.Answer, err = t.Seal(in.Note)
	return err
}

// Assign puts a request into somebody's hands; without a holder, into one's own.
type Assign struct {
	Holder string `json:"holder,omitempty" validate:"omitempty,uuid" id:"Diantar oleh" en:"Brought by"`
}

// Accounts names the person whose grants the decision needs.
func (a Assign) Accounts() []string {
	if a.Holder == "" {
		return nil
	}
	return []string{a.Holder}
}

func assign(t *rtrw.Turn, _ *Request, in Assign) error {
	if in.Holder == "" {
		t.Hold(t.Actor.Account)
		return nil
	}
	person, ok := t.Person(in.Holder)
	if _, able := helpers.Admits(person, t.Case, t.Now.UnixMilli()); !ok || !able {
		return rtrw.AtField("holder", "not_a_helper", "Orang ini bukan relawan atau staf di wilayah ini.")
	}
	t.Hold(in.Holder)
	return nil
}

// HandOver may carry the code that the household told at the door, and show what was brought.
type HandOver struct {
	Code  string `json:"code,omitempty" validate:"omitempty,digits6" id:"Kode terima" en:"Hand-over code"`
	Photo string `json:"photo,omitempty" validate:"omitempty,photo" id:"Foto barangnya" en:"Photo of the goods"`
}

// Photos names the one that shows it.
func (h HandOver) Photos() []string { return Pictured{h.Photo}.Photos() }

// Guesses says that wrong codes so far must be known.
func (h HandOver) Guesses() bool { return h.Code != "" }

func handOver(t *rtrw.Turn, r *Request, in HandOver) (err error) {
	if r.Given, err = t.Photo(in.Photo, r.Given); err != nil {
		return err
	}
	if in.Code == "" {
		t.Into("handed_over")
		return nil
	}
	if err := t.Guess("hand_over", in.Code); err != nil {
		return err
	}
	t.Into("closed")
	return nil
}

// Dispute is the household's word that nothing, or not the right thing, arrived.
type Dispute struct {
	Note rtrw.Private `json:"note,omitempty" validate:"max=500" id:"Apa yang terjadi?" en:"What happened?"`
}

func dispute(t *rtrw.Turn, r *Request, in Dispute) (err error) {
	if t.Case.State == "closed" && t.Now.After(time.UnixMilli(t.Case.Closed).Add(objection)) {
		return rtrw.Errorf(rtrw.Refused, "Bantuan ini sudah selesai lebih dari dua hari. Buat permintaan baru.")
	}
	r.Answer, err = t.Seal(in.Note)
	return err
}
