package demo

import "jogotonggo/rt-rw"

// Login is somebody whom a visitor may enter as.
type Login struct {
	Login string `json:"login"`
	Name  string `json:"name"`
	Title string `json:"title"`
	App   string `json:"app"` // "phone", "desk" or "board"
}

const (
	rw04 = Tegalsari + "/RW04"
	rw09 = Tegalsari + "/RW09"
	rt03 = rw04 + "/RT03"
	rt01 = rw09 + "/RT01"
	rt12 = Prapatan + "/RT12"
)

// cast lists who can be entered as, in the order in which the sign-in page shows them.
var cast = []struct {
	Login
	house   rtrw.Area
	offices []grant
}{
	{Login{"warga", "Sri Wahyuni", "Warga, RT 03 RW 04", "phone"}, rt03 + "/H012", nil},
	{Login{"tetangga", "Bambang Kuncoro", "Warga, RT 03 RW 04", "phone"}, rt03 + "/H013", nil},
	{Login{"warga2", "Endang Purwanti", "Warga, RT 01 RW 09", "phone"}, rt01 + "/H012", nil},
	{Login{"rt", "Slamet Raharjo", "Ketua RT 03 RW 04", "phone"}, rt03 + "/H001", []grant{{rtrw.RTHead, rt03}}},
	{Login{"rt2", "Sugeng Priyanto", "Ketua RT 01 RW 09", "phone"}, rt01 + "/H001", []grant{{rtrw.RTHead, rt01}}},
	{Login{"rw", "Hadi Suprapto", "Ketua RW 04", "phone"}, rw04 + "/RT01/H002", []grant{{rtrw.RWHead, rw04}}},
	{Login{"relawan", "Dimas Saputro", "Relawan, RW 04", "phone"}, rw04 + "/RT05/H007", []grant{{rtrw.Volunteer, rw04}}},
	{Login{"kader", "Tuti Handayani", "Kader, RW 04", "phone"}, rw04 + "/RT02/H009", []grant{{rtrw.Kader, rw04}}},
	{Login{"staf", "Rina Kusumawati", "Staf Kelurahan Tegalsari", "desk"}, "", []grant{{rtrw.Staff, Tegalsari}}},
	{Login{"lurah", "Wiwik Setyorini", "Lurah Tegalsari", "board"}, "", []grant{{rtrw.Lurah, Tegalsari}}},
	{Login{"staf2", "Arif Wijayanto", "Staf Kelurahan Candi", "desk"}, "", []grant{{rtrw.Staff, Candi}}},
	{Login{"lurah2", "Yohanes Gunadi", "Lurah Candi", "board"}, "", []grant{{rtrw.Lurah, Candi}}},
	{Login{"nakes", "Maria Kurniasih", "Nakes puskesmas, Tegalsari", "desk"}, "", []grant{{rtrw.Health, Tegalsari}}},
	{Login{"camat", "Sulistyo Wardoyo", "Camat Candisari", "board"}, "", []grant{{rtrw.Camat, "33.74.08"}}},
	{Login{"kota", "Dian Puspitasari", "Pusat kendali Kota Semarang", "board"}, "", []grant{{rtrw.CityCenter, "33.74"}}},
	{Login{"dpo", "Ratih Anggraini", "Pelindung data, Kota Semarang", "desk"}, "", []grant{{rtrw.DPO, "33.74"}}},
	{Login{"warga-bpn", "Norhayati Rahmani", "Warga, RT 12 Prapatan", "phone"}, rt12 + "/H012", nil},
	{Login{"rt-bpn", "Rusdi Syahbana", "Ketua RT 12 Prapatan", "phone"}, rt12 + "/H001", []grant{{rtrw.RTHead, rt12}}},
	{Login{"lurah-bpn", "Nurlina Arsyad", "Lurah Prapatan", "board"}, "", []grant{{rtrw.Lurah, Prapatan}}},
}

// Landmark is the login by which a database is known as the demo's: of somebody without a
// household, whom no wish to be forgotten takes away.
const Landmark = "lurah"

// Logins lists whom a visitor may enter as.
func Logins() []Login {
	list := make([]Login, 0, len(cast))
	for _, c := range cast {
		list = append(list, c.Login)
	}
	return list
}

func named() []Person {
	people := make([]Person, 0, len(cast))
	for _, c := range cast {
		p := person(c.Login.Login, c.Name, c.house, c.offices...)
		p.Named = true
		people = append(people, p)
	}
	return people
}
