package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"filippo.io/age"
)

// A Sheet is what a safe holds on paper: the identity that opens backups and the secret that opens the texts in them.
// With it and a file anybody can put the neighbourhood together again; with one of the three alone nobody reads a word.
type Sheet struct {
	Identity *age.X25519Identity // nil: it was printed when it was made, and is known to nobody else
	Secret   string              // "" where it is kept elsewhere
}

const (
	identityLine = "AGE-SECRET-KEY-"
	secretLine   = "JT-SECRET"
	checkLine    = "JT-CHECK"
)

// String is the sheet as it is printed. A file with its key lines typed off it is what restore reads.
func (s Sheet) String() string {
	var b strings.Builder
	b.WriteString("LEMBAR PEMULIHAN JOGO TONGGO, " + time.Now().Format("2006-01-02") + `

Cetak lembar ini dan simpan di lemari terkunci, jauh dari cadangan.
Jangan difoto, jangan dikirim lewat WA. Tanpa lembar ini cadangan
tidak dapat dibuka oleh siapa pun, juga tidak oleh pembuat program.

`)
	if s.Identity != nil {
		b.WriteString("Kunci cadangan (membuka berkas .age):\n\n" + s.Identity.String() + "\n\n")
	}
	if s.Secret != "" {
		b.WriteString("Rahasia server (membuka isi laporan), dan huruf pemeriksanya:\n\n" + secretLine + " " + s.Secret + "\n" + checkLine + " " + check(s.Secret) + "\n\n")
	}
	b.WriteString(`Memulihkan di komputer lain:
1. Pasang program, salin kedua berkas .age terbaru dari flashdisk.
2. Ketik baris kunci di atas ke dalam berkas lembar.txt.
3. jogotonggo restore BERKAS.age --identity lembar.txt
4. Hapus lembar.txt, lalu jalankan servernya.
`)
	return b.String()
}

// ParseSheet reads a sheet that was typed off, or a plain age key file: lines that are no key are passed over.
func ParseSheet(text string) (s Sheet, err error) {
	var proof string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		upper := strings.ToUpper(strings.ReplaceAll(line, " ", ""))
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case strings.HasPrefix(upper, identityLine):
			if s.Identity, err = age.ParseX25519Identity(upper); err != nil {
				return s, errors.New("the backup key on the sheet is mistyped: compare the line AGE-SECRET-KEY letter by letter")
			}
		case strings.EqualFold(word, secretLine):
			s.Secret = strings.TrimSpace(rest)
		case strings.EqualFold(word, checkLine):
			proof = strings.ToLower(strings.TrimSpace(rest))
		}
	}
	switch {
	case s.Identity == nil:
		return s, errors.New("it holds no line AGE-SECRET-KEY")
	case s.Secret != "" && proof != "" && proof != check(s.Secret):
		return s, fmt.Errorf("the secret on the sheet is mistyped: its check is %s and not %s", check(s.Secret), proof)
	}
	return s, nil
}

// check is four letters by which a slip of the hand is noticed; they help nobody to guess.
func check(secret string) string {
	sum := sha256.Sum256([]byte("jogotonggo sheet " + secret))
	return hex.EncodeToString(sum[:2])
}
