package isolation

import (
	"cmp"
	"time"

	"jogotonggo/rt-rw"
)

// Report is what a household tells of somebody who is ill.
type Report struct {
	Who        rtrw.Private `json:"who,omitempty" validate:"max=80" id:"Siapa yang sakit?" en:"Who is ill?"`
	Since      string       `json:"since" validate:"required,datetime=2006-01-02" id:"Sejak kapan?" en:"Since when?"`
	Breathless bool         `json:"breathless" id:"Sesak napas?" en:"Short of breath?"`
	Danger     bool         `json:"danger,omitempty" id:"Bibir biru, nyeri dada, bingung, atau tidak bisa makan dan minum?" en:"Blue lips, chest pain, confused, or cannot eat and drink?"`
	TempC      float64      `json:"temp_c,omitempty" validate:"omitempty,min=34,max=43" id:"Suhu badan (°C)" en:"Temperature (°C)"`
	SpO2       int          `json:"spo2,omitempty" validate:"omitempty,min=50,max=100" id:"Saturasi (%)" en:"Saturation (%)"`
	Breaths    int          `json:"breaths,omitempty" validate:"omitempty,min=5,max=80" id:"Napas per menit" en:"Breaths a minute"`
	Note       rtrw.Private `json:"note,omitempty" validate:"max=500" id:"Catatan" en:"Note"`
	rtrw.For
}

func report(t *rtrw.Turn, i *Isolation, in Report) (err error) {
	if in.OnBehalf != nil {
		i.Behalf = in.OnBehalf.Consent
	}
	if i.Who, err = t.Seal(in.Who); err != nil {
		return err
	}
	if i.Note, err = t.Seal(in.Note); err != nil {
		return err
	}
	return i.feel(t, in.Since, Measures{Breathless: in.Breathless, Danger: in.Danger, TempC: in.TempC, SpO2: in.SpO2, Breaths: in.Breaths})
}

// Amend is the report put right.
type Amend struct {
	Since      string       `json:"since" validate:"required,datetime=2006-01-02" id:"Sejak kapan?" en:"Since when?"`
	Breathless bool         `json:"breathless" id:"Sesak napas?" en:"Short of breath?"`
	Danger     bool         `json:"danger,omitempty" id:"Bibir biru, nyeri dada, bingung, atau tidak bisa makan dan minum?" en:"Blue lips, chest pain, confused, or cannot eat and drink?"`
	TempC      float64      `json:"temp_c,omitempty" validate:"omitempty,min=34,max=43" id:"Suhu badan (°C)" en:"Temperature (°C)"`
	Note       rtrw.Private `json:"note,omitempty" validate:"max=500" id:"Catatan" en:"Note"`
}

func amend(t *rtrw.Turn, i *Isolation, in Amend) (err error) {
	i.Reason, i.Answer = "", ""
	if i.Note, err = t.Seal(in.Note); err != nil {
		return err
	}
	return i.feel(t, in.Since, Measures{Breathless: in.Breathless, Danger: in.Danger, TempC: in.TempC})
}

// feel takes in how somebody is. The colour makes the case urgent: a red one wakes people.
func (i *Isolation) feel(t *rtrw.Turn, since string, m Measures) error {
	today := t.Now.In(t.Policy().Location).Format(time.DateOnly)
	if since > today {
		return rtrw.AtField("since", "future", "Tanggal ini belum tiba. Pilih hari ini atau sebelumnya.")
	}
	i.Since = since
	i.judge(t, m)
	return nil
}

func (i *Isolation) judge(t *rtrw.Turn, m Measures) {
	m.Day = daysBetween(i.Since, t.Now.In(t.Policy().Location).Format(time.DateOnly)) + 1
	i.Last, i.Triage = m, Triage(m)
	if m.ill() {
		i.SickOn = t.Now.In(t.Policy().Location).Format(time.DateOnly)
	}
	switch i.Triage {
	case Red, Orange:
		t.Case.Priority = rtrw.Emergency
	default:
		t.Case.Priority = rtrw.Important
	}
}

// SendBack says why a report does not go on as it is.
type SendBack struct {
	Reason string       `json:"reason" validate:"required,oneof=bukan_warga sudah_dilaporkan lainnya" id:"Karena apa?" en:"Why?" choices:"Bukan warga RT ini|Sudah dilaporkan|Lainnya, saya tulis;Not a resident of this RT|Already reported|Something else"`
	Note   rtrw.Private `json:"note,omitempty" validate:"max=500" id:"Keterangan" en:"Explanation"`
}

func sendBack(t *rtrw.Turn, i *Isolation, in SendBack) (err error) {
	i.Reason = in.Reason
	i.Answer, err = t.Seal(in.Note)
	return err
}

// Start is the puskesmas' word that isolation begins.
type Start struct {
	Class    string `json:"class" validate:"required,oneof=confirmed suspect contact" id:"Golongan" en:"Class" choices:"Konfirmasi|Suspek|Kontak erat;Confirmed|Suspect|Close contact"`
	Since    string `json:"since,omitempty" validate:"omitempty,datetime=2006-01-02" id:"Terhitung sejak" en:"Counting from"`
	Symptoms bool   `json:"symptoms,omitempty" id:"Bergejala" en:"With symptoms"`
	Home
}

func start(t *rtrw.Turn, i *Isolation, in Start) error {
	today := t.Now.In(t.Policy().Location).Format(time.DateOnly)
	if in.Since > today {
		return rtrw.AtField("since", "future", "Tanggal ini belum tiba. Pilih hari ini atau sebelumnya.")
	}
	i.Class, i.Rule = in.Class, ruleFor(t.Policy(), t.Case.Area, t.Now).Name
	i.Symptoms = in.Symptoms || i.Last.Breathless || i.Last.TempC >= fever
	if i.From = cmp.Or(in.Since, today); in.Since == "" && i.Class == "confirmed" && i.Symptoms {
		i.From = i.onset(today) // with symptoms the days count from the first of them
	}
	if in.Home != (Home{}) {
		i.Home = &in.Home
	}
	t.Hear()
	if i.Class == "confirmed" {
		i.confirm(t)
	}
	return nil
}

func release(t *rtrw.Turn, i *Isolation, _ rtrw.None) error {
	if last := i.last(); t.Now.In(t.Policy().Location).Format(time.DateOnly) < last {
		return rtrw.Errorf(rtrw.Refused, "Isolasi baru boleh selesai %s, menurut aturan %s.", dateInWords(last), i.Rule)
	}
	return nil
}

func backRefer(t *rtrw.Turn, _ *Isolation, _ rtrw.None) error {
	t.Hear()
	return nil
}
