package demo

import (
	"math/rand/v2"
	"strings"
)

// Given names as they are common in the two cities; a person is two of them put together.
var (
	javaneseFirst = strings.Fields(`Slamet Sugeng Bambang Joko Sutrisno Agus Eko Wahyu Widodo Suparno Teguh Heru Wawan Yanto Rudi Untung Sigit Tri Dwi Puji
		Sri Endang Retno Tuti Yuni Ratna Sulastri Murni Rahayu Ningsih Wulan Lestari Kartika Indah Siti Partini Wiwik Ambar Titik Rini`)
	javaneseLast = strings.Fields(`Santoso Wibowo Prasetyo Nugroho Setiawan Raharjo Purnomo Utomo Susanto Hartono Kuncoro Saputro Mulyono Supriyadi Wijayanto
		Handayani Astuti Wulandari Rahmawati Kusumaningrum Lestari Widyastuti Hidayati Purwanti Maharani Setyowati Utami Anggraini Pertiwi Puspitasari`)
	tionghoaFirst = strings.Fields(`Hendra Yohanes Lanny Meilani Stefanus Kristin Hartanto Lilis Surya Fransiska Benny Natalia Teddy Liliana`)
	tionghoaLast  = strings.Fields(`Tanujaya Limantoro Wijaya Gunadi Halim Kurniawan Santosa Sutanto Onggowijoyo Lukito Setiadi Handojo`)
	banjarFirst   = strings.Fields(`Ahmad Rusdi Syahrani Fahrur Hamdani Anang Jumri Norman Hamidah Norhayati Jumiati Mahmudah Rusmini Salasiah Barkati Noraida`)
	banjarLast    = strings.Fields(`Rifani Noor Syahbana Ansyari Rahmani Fauzan Hidayatullah Aini Mariani Hasanah Fitriani Jannah`)
	bugisFirst    = strings.Fields(`Baso Ambo Tenri Besse Aco Lukman Hasnah Nurlina Rahmat Kaharuddin Sitti Marwah Mansyur Hasbi`)
	bugisLast     = strings.Fields(`Tahir Mappa Arsyad Patarai Rauf Hamzah Sulaiman Amir Nurdin Maryam Halimah Sahar`)
)

// people is a common stock of names.
type stock struct{ first, last []string }

var (
	semarang   = []stock{{javaneseFirst, javaneseLast}, {javaneseFirst, javaneseLast}, {javaneseFirst, javaneseLast}, {javaneseFirst, javaneseLast}, {tionghoaFirst, tionghoaLast}}
	balikpapan = []stock{{banjarFirst, banjarLast}, {banjarFirst, banjarLast}, {bugisFirst, bugisLast}, {bugisFirst, bugisLast}, {javaneseFirst, javaneseLast}}
)

// nameFrom puts two names together that are not the same.
func nameFrom(r *rand.Rand, stocks []stock) string {
	s := stocks[r.IntN(len(stocks))]
	first, last := s.first[r.IntN(len(s.first))], s.last[r.IntN(len(s.last))]
	for last == first {
		last = s.last[r.IntN(len(s.last))]
	}
	return first + " " + last
}

// Lanes of the RTs: flowers in Semarang, virtues in Balikpapan.
var (
	flowers = strings.Fields(`Melati Kenanga Mawar Cempaka Anggrek Teratai Dahlia Flamboyan Kamboja Seruni Bougenvil Kantil Sedap-Malam Tanjung Soka Wijayakusuma`)
	virtues = strings.Fields(`Mufakat Gotong-Royong Damai Sejahtera Bahagia Rukun Setia Sepakat Harapan Makmur Bersama Amanah`)
)
