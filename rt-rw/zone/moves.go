package zone

import (
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

// Count is how many houses of an RT have a confirmed case: houses, not people.
type Count struct {
	Houses int `json:"houses" validate:"min=0,max=400" id:"Berapa rumah dengan kasus terkonfirmasi?" en:"How many houses have a confirmed case?"`
}

// CountsHouses says that the houses of the RT must be known.
func (Count) CountsHouses() {}

func count(t *rtrw.Turn, e *Entry, in Count) error {
	if t.Case.Area.Depth() != rtrw.RT {
		return rtrw.AtField("area", "not_an_rt", "Hitungan dibuat untuk satu RT. Pilih RT-nya.")
	}
	if _, ok := rtrw.InForce(t.Policy().Records, emergency, t.Case.Area, t.Now); !ok {
		return rtrw.Errorf(rtrw.Refused, "Zona hanya ada selama keadaan darurat yang ditetapkan kota.")
	}
	switch known := t.HousesHere(); {
	case known == 0:
		return rtrw.AtField("area", "no_houses", "RT ini belum punya daftar rumah. Hubungi kelurahan.")
	case int64(in.Houses) > known:
		return rtrw.AtField("houses", "too_many", fmt.Sprintf("RT ini punya %d rumah. Isi paling banyak %d.", known, known))
	}
	e.Houses = &in.Houses
	t.Mark(counted, int64(in.Houses), t.Now)
	return nil
}

// emergency names the record of a declared emergency.
const emergency = "emergency"

// Emergency is the value of that record: which thresholds hold while it is in force.
type Emergency struct {
	Kind   string `json:"kind"`
	Decree string `json:"decree"`
	Policy string `json:"policy"`
}

// Declare begins an emergency of a city; a later one stands before an earlier one.
type Declare struct {
	Kind   string     `json:"kind" validate:"required,oneof=covid19 dengue flood other" id:"Keadaan apa?" en:"What kind of emergency?" choices:"Covid-19|Demam berdarah|Banjir|Lainnya;Covid-19|Dengue|Flood|Something else"`
	Decree string     `json:"decree" validate:"required,max=120" id:"Nomor keputusan" en:"Number of the decree"`
	Policy string     `json:"policy" validate:"required,oneof=2021-02 2021-04" id:"Ambang zona menurut bulan berlakunya" en:"Thresholds, by the month they came into force" choices:"Februari 2021 (Inmendagri 3/2021)|April 2021 (Inmendagri 9/2021);February 2021 (Inmendagri 3/2021)|April 2021 (Inmendagri 9/2021)"`
	From   *time.Time `json:"from,omitempty" id:"Berlaku mulai" en:"In force from"`
	Until  *time.Time `json:"until,omitempty" id:"Berlaku sampai" en:"In force until"`
}

func declare(t *rtrw.Turn, e *Entry, in Declare) error {
	if t.Case.Area.Depth() != rtrw.City {
		return rtrw.AtField("area", "not_a_city", "Keadaan darurat ditetapkan untuk satu kota atau kabupaten.")
	}
	from, until := t.Now.UnixMilli(), int64(0)
	if in.From != nil {
		from = in.From.UnixMilli()
	}
	if in.Until != nil {
		if until = in.Until.UnixMilli(); until <= t.Now.UnixMilli() || until <= from {
			return rtrw.AtField("until", "past", "Tanggal ini sudah lewat atau sebelum mulainya. Pilih tanggal sesudahnya.")
		}
	}
	e.Kind, e.Decree, e.Policy, e.From, e.Until = in.Kind, in.Decree, in.Policy, in.From, in.Until
	t.Ends(until)
	return t.Record(emergency, from, until, e.declared())
}

// revoke ends an emergency at this moment; if another one is in force, it holds again.
func revoke(t *rtrw.Turn, e *Entry, _ rtrw.None) error {
	from := t.Case.Opened
	if e.From != nil {
		from = e.From.UnixMilli()
	}
	t.Ends(0)
	return t.Record(emergency, from, t.Now.UnixMilli(), e.declared())
}

func (e *Entry) declared() Emergency { return Emergency{e.Kind, e.Decree, e.Policy} }
