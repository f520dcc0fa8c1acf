package isolation

import "jogotonggo/rt-rw"

var words = map[string]rtrw.Words{
	"report":          {ID: "Ada yang sakit", EN: "Somebody is ill"},
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
}
