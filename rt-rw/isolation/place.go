package isolation

import "jogotonggo/rt-rw"

// Home is what speaks against staying at home, as the puskesmas asks it when isolation
// begins. Nothing said means that nothing speaks against it.
type Home struct {
	Over45       bool `json:"over_45,omitempty" id:"Umur di atas 45 tahun" en:"Older than 45"`
	Comorbidity  bool `json:"comorbidity,omitempty" id:"Punya penyakit penyerta" en:"Has another illness"`
	NoCare       bool `json:"no_care,omitempty" id:"Dokter atau telemedisin sulit dihubungi" en:"No doctor or telemedicine within reach"`
	CannotCommit bool `json:"cannot_commit,omitempty" id:"Tidak sanggup tetap di rumah" en:"Cannot promise to stay at home"`
	NoRoom       bool `json:"no_room,omitempty" id:"Tidak ada kamar sendiri" en:"No room of their own"`
	NoBathroom   bool `json:"no_bathroom,omitempty" id:"Tidak ada kamar mandi sendiri" en:"No bathroom of their own"`
	NoOximeter   bool `json:"no_oximeter,omitempty" id:"Tidak ada oksimeter" en:"No pulse oximeter"`
}

// reasons lists what speaks against home, by the names of the fields.
func (h Home) reasons() (list []string) {
	for _, one := range []struct {
		holds bool
		name  string
	}{{h.Over45, "over_45"}, {h.Comorbidity, "comorbidity"}, {h.NoCare, "no_care"}, {h.CannotCommit, "cannot_commit"},
		{h.NoRoom, "no_room"}, {h.NoBathroom, "no_bathroom"}, {h.NoOximeter, "no_oximeter"}} {
		if one.holds {
			list = append(list, one.name)
		}
	}
	return list
}

// against lists why the rule would rather have somebody in a central place. Each reason is
// the name of what tells it: a field of `start`, or `triage` where somebody is no longer
// only mildly ill, or `class` where all contacts go there.
func (i *Isolation) against() []string {
	r, list := named(i.Rule), []string{}
	switch {
	case i.Class == "contact" && r.Facility:
		list = append(list, "class")
	case i.Class != "contact" && r.Home: // quarantined contacts may be healthy: the conditions are for the ill
		if i.Home != nil {
			list = append(list, i.Home.reasons()...)
		}
		if i.Triage == Orange || i.Triage == Red {
			list = append(list, "triage")
		}
	}
	return list
}

// placeAdvice says where the rule would have somebody stay. It advises and refuses nothing:
// the officer and the household decide.
func placeAdvice(_ *rtrw.Case, i *Isolation, _ rtrw.Keys) (any, error) {
	switch {
	case i.From == "":
		return nil, nil
	case len(i.against()) > 0:
		return "central", nil
	}
	return "home", nil
}

func placeReasons(_ *rtrw.Case, i *Isolation, _ rtrw.Keys) (any, error) {
	if i.From == "" {
		return nil, nil
	}
	return i.against(), nil
}
