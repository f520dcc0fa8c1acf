package arrival

import (
	"time"

	"jogotonggo/rt-rw"
)

// Register is what a house tells of who has come, or will.
type Register struct {
	Kind     string       `json:"kind" validate:"required,oneof=guest newcomer returnee crew transit" id:"Siapa yang datang?" en:"Who has come?" choices:"Tamu menginap|Penduduk baru|Pemudik|Pergantian kru|Hanya singgah;Guest for the night|New resident|Home for the holidays|Relieved crew|Passing through"`
	Origin   rtrw.Private `json:"from" validate:"required,max=80" id:"Datang dari mana?" en:"From where?"`
	Arrived  string       `json:"arrived" validate:"required,datetime=2006-01-02" id:"Tiba tanggal" en:"Day of arrival"`
	People   int          `json:"people" validate:"min=1,max=100" id:"Berapa orang?" en:"How many people?"`
	Symptoms bool         `json:"symptoms,omitempty" id:"Ada yang demam, batuk, atau sesak" en:"Somebody has fever, a cough, or is short of breath"`
	Until    string       `json:"until,omitempty" validate:"omitempty,datetime=2006-01-02" id:"Sampai tanggal" en:"Until"`
	Names    rtrw.Private `json:"names,omitempty" validate:"max=200" id:"Nama yang datang" en:"Their names"`
	Outside  bool         `json:"outside,omitempty" id:"KTP dari luar kota" en:"Registered outside the city"`
	RedZone  bool         `json:"from_red_zone,omitempty" id:"Datang dari zona merah" en:"From a red zone"`
	rtrw.For
}

func register(t *rtrw.Turn, a *Arrival, in Register) error {
	if in.OnBehalf != nil {
		a.Behalf = in.OnBehalf.Consent
	}
	return a.fill(t, Amend{in.Kind, in.Origin, in.Arrived, in.People, in.Symptoms, in.Until, in.Names, in.Outside, in.RedZone})
}

// Amend is the report put right; it is asked anew, from the first head on.
type Amend struct {
	Kind     string       `json:"kind" validate:"required,oneof=guest newcomer returnee crew transit" id:"Siapa yang datang?" en:"Who has come?" choices:"Tamu menginap|Penduduk baru|Pemudik|Pergantian kru|Hanya singgah;Guest for the night|New resident|Home for the holidays|Relieved crew|Passing through"`
	Origin   rtrw.Private `json:"from" validate:"required,max=80" id:"Datang dari mana?" en:"From where?"`
	Arrived  string       `json:"arrived" validate:"required,datetime=2006-01-02" id:"Tiba tanggal" en:"Day of arrival"`
	People   int          `json:"people" validate:"min=1,max=100" id:"Berapa orang?" en:"How many people?"`
	Symptoms bool         `json:"symptoms,omitempty" id:"Ada yang demam, batuk, atau sesak" en:"Somebody has fever, a cough, or is short of breath"`
	Until    string       `json:"until,omitempty" validate:"omitempty,datetime=2006-01-02" id:"Sampai tanggal" en:"Until"`
	Names    rtrw.Private `json:"names,omitempty" validate:"max=200" id:"Nama yang datang" en:"Their names"`
	Outside  bool         `json:"outside,omitempty" id:"KTP dari luar kota" en:"Registered outside the city"`
	RedZone  bool         `json:"from_red_zone,omitempty" id:"Datang dari zona merah" en:"From a red zone"`
}

func amend(t *rtrw.Turn, a *Arrival, in Amend) error {
	a.Reason, a.Answer = "", ""
	return a.fill(t, in)
}

// ahead is how long before it an arrival may be told.
const ahead = 60 * 24 * time.Hour

// fill takes in what was told. Nothing is refused for being told late: who is scolded for
// telling on the third day tells nothing the next time.
func (a *Arrival) fill(t *rtrw.Turn, in Amend) (err error) {
	at := now(t)
	switch {
	case in.Arrived > at.Add(ahead).Format(time.DateOnly):
		return rtrw.AtField("arrived", "far_ahead", "Tanggal ini masih jauh. Laporkan menjelang kedatangan.")
	case in.Until != "" && in.Until < in.Arrived:
		return rtrw.AtField("until", "before_arrival", "Tanggal ini sebelum tanggal tiba.")
	}
	a.Kind, a.Arrived, a.People, a.Until, a.Outside, a.RedZone = in.Kind, in.Arrived, in.People, in.Until, in.Outside, in.RedZone
	if a.Arrived == "" {
		a.Arrived = at.Format(time.DateOnly)
	}
	a.feel(in.Symptoms, Symptoms{})
	if a.Origin, err = t.Seal(in.Origin); err != nil {
		return err
	}
	a.Names, err = t.Seal(in.Names)
	return err
}

// SendBack says why a report does not go on as it is.
type SendBack struct {
	Reason string       `json:"reason" validate:"required,oneof=bukan_warga sudah_dilaporkan lainnya" id:"Karena apa?" en:"Why?" choices:"Bukan rumah RT ini|Sudah dilaporkan|Lainnya, saya tulis;Not a house of this RT|Already reported|Something else"`
	Note   rtrw.Private `json:"note,omitempty" validate:"max=500" id:"Keterangan" en:"Explanation"`
}

func sendBack(t *rtrw.Turn, a *Arrival, in SendBack) (err error) {
	a.Reason = in.Reason
	a.Answer, err = t.Seal(in.Note)
	return err
}

// Symptoms is the news that somebody of them is ill. It opens an isolation, which asks for more.
type Symptoms struct {
	Breathless bool   `json:"breathless,omitempty" id:"Sesak napas" en:"Short of breath"`
	Danger     bool   `json:"danger,omitempty" id:"Bibir biru, nyeri dada, bingung, atau tidak bisa makan dan minum" en:"Blue lips, chest pain, confused, or cannot eat and drink"`
	Since      string `json:"since,omitempty" validate:"omitempty,datetime=2006-01-02" id:"Sejak kapan?" en:"Since when?"`
}

func symptoms(t *rtrw.Turn, a *Arrival, in Symptoms) error {
	if in.Since > now(t).Format(time.DateOnly) {
		return rtrw.AtField("since", "future", "Tanggal ini belum tiba. Pilih hari ini atau sebelumnya.")
	}
	a.feel(true, in)
	a.NewsOn = now(t).Format(time.DateOnly)
	return nil
}

func well(t *rtrw.Turn, a *Arrival, _ rtrw.None) error {
	a.feel(false, Symptoms{})
	a.NewsOn = now(t).Format(time.DateOnly)
	return nil
}

// feel notes how they are. Only the first word of an illness is new; a second one tells of
// what has its isolation already.
func (a *Arrival) feel(sick bool, in Symptoms) {
	a.NewlyIll, a.Sick = sick && !a.Sick, sick
	a.Since, a.Breathless, a.Danger = in.Since, in.Breathless, in.Danger
}

// now is the time at the place.
func now(t *rtrw.Turn) time.Time { return t.Now.In(t.Policy().Location) }
