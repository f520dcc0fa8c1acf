package zone

import (
	"slices"

	"jogotonggo/rt-rw"
)

// What each colour asks of an RT, by Instruksi Menteri Dalam Negeri 3/2021 and 9/2021 alike.
var (
	find = []rtrw.Words{
		{ID: "Cari warga yang diduga sakit.", EN: "Look for people who may be ill."},
		{ID: "Lacak kontak erat mereka.", EN: "Trace their close contacts."},
	}
	closeDown = []rtrw.Words{
		{ID: "Tutup rumah ibadah dan tempat bermain anak.", EN: "Close places of worship and children's playgrounds."},
		{ID: "Tutup tempat umum lain, kecuali sektor esensial.", EN: "Close other public places, except essential ones."},
	}
	atHome = []rtrw.Words{{ID: "Pasien dan kontak erat isolasi mandiri, diawasi ketat.", EN: "Patients and contacts isolate at home, closely watched."}}
)

// What of it concerns everybody who lives there, said to them.
var (
	tell    = []rtrw.Words{{ID: "Merasa sakit? Lapor, supaya cepat dibantu.", EN: "Feeling ill? Report it, so that help comes soon."}}
	stay    = []rtrw.Words{{ID: "Yang sakit dan kontak erat isolasi di rumah.", EN: "Who is ill, and close contacts, isolate at home."}}
	central = []rtrw.Words{{ID: "Yang sakit isolasi di rumah atau di tempat terpusat.", EN: "Who is ill isolates at home or in a central place."}}
	closed  = []rtrw.Words{
		{ID: "Rumah ibadah dan tempat bermain anak ditutup.", EN: "Places of worship and playgrounds are closed."},
		{ID: "Tempat umum lain ditutup, kecuali sektor esensial.", EN: "Other public places are closed, except essential ones."},
	}
	apart = []rtrw.Words{
		{ID: "Jangan berkumpul lebih dari tiga orang.", EN: "Do not gather with more than three people."},
		{ID: "Jangan keluar masuk RT setelah pukul 20.00.", EN: "Do not enter or leave the RT after 20:00."},
		{ID: "Tidak ada arisan, tahlilan, atau kegiatan sosial lain.", EN: "No social activities."},
	}
)

var colours = map[string]rtrw.Advice{
	"green": {Title: rtrw.Words{ID: "Hijau: tidak ada kasus", EN: "Green: no case"}, Actions: []rtrw.Words{
		{ID: "Pantau kesehatan warga tanpa menunggu laporan.", EN: "Watch over people's health; do not wait for reports."},
		{ID: "Setiap warga yang diduga sakit dites.", EN: "Everybody who may be ill is tested."},
		{ID: "Periksa keadaan RT secara berkala.", EN: "Look after the RT regularly."},
	}, Everybody: tell},
	"yellow": {Title: rtrw.Words{ID: "Kuning: waspada", EN: "Yellow: be watchful"}, Actions: slices.Concat(find, atHome), Everybody: slices.Concat(tell, stay)},
	"orange": {Title: rtrw.Words{ID: "Oranye: batasi kegiatan", EN: "Orange: limit activities"}, Actions: slices.Concat(find, atHome, closeDown), Everybody: slices.Concat(tell, stay, closed)},
	"red": {Title: rtrw.Words{ID: "Merah: PPKM tingkat RT", EN: "Red: restrictions for the whole RT"}, Actions: slices.Concat(find, []rtrw.Words{
		{ID: "Isolasi di rumah atau terpusat, diawasi ketat.", EN: "Isolate at home or in a central place, closely watched."},
	}, closeDown, apart), Everybody: slices.Concat(tell, central, closed, apart)},
}
