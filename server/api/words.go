package api

import "jogotonggo/rt-rw"

// roles are the titles of offices, for timelines and lists of who looked.
var roles = map[rtrw.Role]rtrw.Words{
	rtrw.Resident:   {ID: "Warga", EN: "Resident"},
	rtrw.Pending:    {ID: "Warga baru", EN: "New resident"},
	rtrw.RTHead:     {ID: "Ketua RT", EN: "RT head"},
	rtrw.RWHead:     {ID: "Ketua RW", EN: "RW head"},
	rtrw.Lurah:      {ID: "Lurah", EN: "Lurah"},
	rtrw.Staff:      {ID: "Staf kelurahan", EN: "Kelurahan staff"},
	rtrw.Volunteer:  {ID: "Relawan", EN: "Volunteer"},
	rtrw.Kader:      {ID: "Kader", EN: "Kader"},
	rtrw.Health:     {ID: "Puskesmas", EN: "Puskesmas"},
	rtrw.Camat:      {ID: "Camat", EN: "Camat"},
	rtrw.CityCenter: {ID: "Pusat kendali kota", EN: "City command center"},
	rtrw.Academic:   {ID: "Peneliti", EN: "Researcher"},
	rtrw.DPO:        {ID: "Petugas pelindungan data", EN: "Data protection officer"},
	rtrw.Glass:      {ID: "Membuka data darurat", EN: "Emergency access"},
	rtrw.Kiosk:      {ID: "Layar lobi", EN: "Lobby screen"},
	rtrw.Away:       {ID: "Sedang berhalangan", EN: "Away"},
	rtrw.Timer:      {ID: "Jam", EN: "Clock"},
	rtrw.Door:       {ID: "Undangan", EN: "Invitation"},
	rtrw.Reactor:    {ID: "Otomatis", EN: "Automatic"},
}

func roleTitle(r rtrw.Role, lang string) string { return roles[r].In(lang) }
