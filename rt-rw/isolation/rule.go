package isolation

import "jogotonggo/rt-rw"

// ruleRecord names the record of a rule that a city has set.
const ruleRecord = "isolation"

// ruleSet is the value of that record.
type ruleSet struct {
	Rule string `json:"rule"`
}

// SetRule chooses the version that holds for isolations which begin from now on.
type SetRule struct {
	Rule string `json:"rule" validate:"required,oneof=2020-04 2021-05 2021-12 2022-01" id:"Aturan menurut bulan berlakunya" en:"Rule, by the month it came into force" choices:"April 2020 (14 hari untuk semua)|Mei 2021 (KMK 4641/2021)|Desember 2021 (SE Menkes 1391/2021)|Januari 2022 (SE Menkes 18/2022);April 2020 (14 days for everybody)|May 2021 (KMK 4641/2021)|December 2021 (SE Menkes 1391/2021)|January 2022 (SE Menkes 18/2022)"`
}

func setRule(t *rtrw.Turn, i *Isolation, in SetRule) error {
	if t.Case.Area.Depth() != rtrw.City {
		return rtrw.AtField("area", "not_a_city", "Aturan isolasi ditetapkan untuk satu kota atau kabupaten.")
	}
	i.Chosen = in.Rule
	return t.Record(ruleRecord, t.Now.UnixMilli(), 0, ruleSet{in.Rule})
}

// revokeRule ends a choice at this moment: an earlier one holds again, or else the latest
// version.
func revokeRule(t *rtrw.Turn, i *Isolation, _ rtrw.None) error {
	return t.Record(ruleRecord, t.Case.Opened, t.Now.UnixMilli(), ruleSet{i.Chosen})
}
