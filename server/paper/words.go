package paper

import (
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

// months by language, for days that people read.
var months = map[string][]string{
	"id": {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"},
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

func day(at time.Time, lang string) string {
	return fmt.Sprintf("%d %s %d", at.Day(), months[lang][at.Month()-1], at.Year())
}

var (
	slipSteps = []rtrw.Words{
		{ID: "Arahkan kamera HP ke kode.", EN: "Point a phone's camera at the code."},
		{ID: "Buka alamat yang muncul.", EN: "Open the address that appears."},
		{ID: "Tulis nama, lalu tekan Masuk.", EN: "Write a name, then press Sign in."},
	}
	slipUntil  = rtrw.Words{ID: "Sampai %s, untuk %d HP.", EN: "Until %s, for %d phones."}
	slipAsk    = rtrw.Words{ID: "Tanya: %s. Hanya untuk rumah ini, jangan difoto.", EN: "Ask: %s. For this house only, take no photo."}
	askHead    = rtrw.Words{ID: "Ketua RT", EN: "the head of the RT"}
	askNamed   = rtrw.Words{ID: "%s, Ketua RT", EN: "%s, head of the RT"}
	letterName = rtrw.Words{ID: "Surat masuk, Kelurahan %s", EN: "Letter of entry, Kelurahan %s"}
	letterText = rtrw.Words{ID: "Bapak/Ibu menjadi %s. Laporan warga akan sampai di HP Bapak/Ibu.", EN: "You are %s. Reports of your neighbours will come to your phone."}
	headOfRT   = rtrw.Words{ID: "Ketua RT", EN: "head of the RT"}
	headOfRW   = rtrw.Words{ID: "Ketua RW", EN: "head of the RW"}
	letterStep = []rtrw.Words{
		{ID: "Arahkan kamera HP sendiri ke kode.", EN: "Point the camera of your own phone at the code."},
		{ID: "Buka alamat yang muncul, lalu tekan Masuk.", EN: "Open the address that appears, then press Sign in."},
		{ID: "Buka Tugas, lalu Cetak lembar QR untuk warga.", EN: "Open Duties, then Print house codes for neighbours."},
	}
	letterLogin = rtrw.Words{ID: "Nama masuk: %s", EN: "Login: %s"}
	letterUntil = rtrw.Words{ID: "Sekali pakai, sampai %s. Jangan difoto atau dipinjamkan.", EN: "Opens once, until %s. Take no photo, lend it to nobody."}
)
