package isolation

import (
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

var words = map[string]rtrw.Words{
	"report":          {ID: "Ada yang sakit", EN: "Somebody is ill"},
	"tell":            {ID: "Ada yang sakit, dari lapor tamu", EN: "Somebody is ill, told of an arrival"},
	"verify":          {ID: "Benar", EN: "Correct"},
	"return":          {ID: "Belum sesuai", EN: "Not right yet"},
	"amend":           {ID: "Perbaiki", EN: "Put right"},
	"decline":         {ID: "Tidak dilanjutkan", EN: "Do not continue"},
	"cancel":          {ID: "Tarik laporan", EN: "Withdraw"},
	"start":           {ID: "Mulai isolasi", EN: "Start isolation"},
	"check_in":        {ID: "Kirim kabar", EN: "Send news"},
	"result":          {ID: "Catat hasil tes", EN: "Record a test result"},
	"acknowledge":     {ID: "Saya tengok", EN: "I see to it"},
	"propose_release": {ID: "Usulkan selesai", EN: "Propose release"},
	"keep":            {ID: "Lanjutkan isolasi", EN: "Keep isolated"},
	"release":         {ID: "Selesai isolasi", EN: "Release"},
	"refer":           {ID: "Rujuk", EN: "Refer"},
	"back_refer":      {ID: "Rujuk balik", EN: "Back-referral"},
	"set_rule":        {ID: "Tetapkan aturan isolasi", EN: "Set the isolation rule"},
	"revoke_rule":     {ID: "Cabut aturan isolasi", EN: "Revoke the isolation rule"},
	"pass_on":         {ID: "Diteruskan", EN: "Passed on"},
	"miss":            {ID: "Belum ada kabar", EN: "No news"},
	"climb":           {ID: "Diteruskan", EN: "Passed on"},

	"filed":            {ID: "Menunggu diperiksa", EN: "Waiting to be checked"},
	"returned":         {ID: "Perlu diperbaiki", EN: "To be put right"},
	"declined":         {ID: "Tidak dilanjutkan", EN: "Not continued"},
	"cancelled":        {ID: "Ditarik", EN: "Withdrawn"},
	"verified":         {ID: "Terperiksa, menunggu puskesmas", EN: "Checked, waiting for the puskesmas"},
	"isolating":        {ID: "Isolasi di rumah", EN: "Isolated at home"},
	"release_proposed": {ID: "Diusulkan selesai", EN: "Release proposed"},
	"referred":         {ID: "Dirujuk", EN: "Referred"},
	"released":         {ID: "Selesai isolasi", EN: "Released"},
	"rule_in_force":    {ID: "Aturan berlaku", EN: "Rule in force"},
	"rule_ended":       {ID: "Aturan berakhir", EN: "Rule ended"},
}

var months = [...]string{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"}

// dateInWords writes a day as people say it: "1 Desember 2026".
func dateInWords(day string) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return fmt.Sprintf("%d %s %d", d.Day(), months[d.Month()-1], d.Year())
}
