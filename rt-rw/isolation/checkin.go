package isolation

import (
	"time"

	"jogotonggo/rt-rw"
)

// CheckIn is the news of a window: all as yesterday, or what is different. Having no device
// is an answer and counts.
type CheckIn struct {
	Same       bool         `json:"same" id:"Semua seperti kemarin" en:"All as yesterday"`
	Breathless bool         `json:"breathless,omitempty" id:"Sesak napas" en:"Short of breath"`
	Danger     bool         `json:"danger,omitempty" id:"Bibir biru, nyeri dada, bingung, atau tidak bisa makan dan minum" en:"Blue lips, chest pain, confused, or cannot eat and drink"`
	Worse      bool         `json:"worse,omitempty" id:"Lebih berat dari kemarin" en:"Worse than yesterday"`
	TempC      float64      `json:"temp_c,omitempty" validate:"omitempty,min=34,max=43" id:"Suhu badan (°C)" en:"Temperature (°C)"`
	SpO2       int          `json:"spo2,omitempty" validate:"omitempty,min=50,max=100" id:"Saturasi (%)" en:"Saturation (%)"`
	Breaths    int          `json:"breaths,omitempty" validate:"omitempty,min=5,max=80" id:"Napas per menit" en:"Breaths a minute"`
	NoDevice   bool         `json:"no_device,omitempty" id:"Tidak punya alat" en:"No device"`
	Note       rtrw.Private `json:"note,omitempty" validate:"max=500" id:"Catatan" en:"Note"`
}

func checkIn(t *rtrw.Turn, i *Isolation, in CheckIn) (err error) {
	m := Measures{Breathless: in.Breathless, Danger: in.Danger, Worse: in.Worse, TempC: in.TempC, SpO2: in.SpO2, Breaths: in.Breaths}
	if same := m == (Measures{}) && in.Same; same {
		m = i.Last
		m.Worse = false
	}
	if in.Note != "" {
		if i.Note, err = t.Seal(in.Note); err != nil {
			return err
		}
	}
	i.judge(t, m)
	i.CheckIns++
	i.Missed = 0
	i.LastAt = t.Now.In(t.Policy().Location).Format(time.RFC3339)
	t.Hear()
	t.Answered()
	return nil
}

// miss says that a window went by without news and puts the question to the rota.
func miss(t *rtrw.Turn, i *Isolation, _ rtrw.None) error {
	i.Missed++
	end := time.UnixMilli(t.Case.Due).In(t.Policy().Location)
	for next := nextDeadline(end); !next.After(t.Now); next = nextDeadline(end) {
		end = next // while the server was down nobody could have sent news: that is one silence, not many
	}
	t.Case.Heard = end.UnixMilli() - 1 // as if there had been news to the end of this window: the next one begins
	if t.Case.Level == rtrw.NoLevel {
		t.Ask()
	}
	return nil
}

// acknowledge is somebody's word that they see to it; the climbing stops.
func acknowledge(t *rtrw.Turn, _ *Isolation, _ rtrw.None) error {
	if t.Case.Level == rtrw.NoLevel {
		return rtrw.Errorf(rtrw.Refused, "Tidak ada yang sedang ditunggu. Kabar terakhir sudah masuk.")
	}
	t.Answered()
	return nil
}

// day is the running day of an isolation, 1 = the first.
func day(c *rtrw.Case, i *Isolation, _ rtrw.Keys) (any, error) {
	if i.From == "" {
		return nil, nil
	}
	return daysBetween(i.From, time.UnixMilli(c.Updated).In(c.Area.Location()).Format(time.DateOnly)) + 1, nil
}

func days(_ *rtrw.Case, i *Isolation, _ rtrw.Keys) (any, error) {
	if i.From == "" {
		return nil, nil
	}
	return i.length(), nil
}

func releaseOn(_ *rtrw.Case, i *Isolation, _ rtrw.Keys) (any, error) {
	if last := i.last(); last != "" {
		return last, nil
	}
	return nil, nil
}

// wellOn is told where it lies behind the day of release: symptoms lasted longer.
func wellOn(_ *rtrw.Case, i *Isolation, _ rtrw.Keys) (any, error) {
	if well := i.wellOn(); i.From != "" && well > i.last() {
		return well, nil
	}
	return nil, nil
}

// finished is the check code of the note "selesai isolasi": who doubts it asks the
// puskesmas, which sees the same six digits.
func finished(c *rtrw.Case, _ *Isolation, k rtrw.Keys) (any, error) {
	if c.State != "released" {
		return nil, nil
	}
	return rtrw.CodeFor(k, c, "released")
}
