package paper_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"rsc.io/qr"

	"jogotonggo/rt-rw"
	"jogotonggo/server/paper"
)

var sheet = paper.Sheet{Origin: "https://jogo.example", Lang: "id", Asks: map[rtrw.Area]string{"33.74.08.1006/RW04/RT03": "Darmo Wibowo"}}

var until = time.Date(2026, 12, 29, 9, 0, 0, 0, time.UTC)

func slips(rt rtrw.Area, n int) (list []paper.Slip) {
	for i := range n {
		house := rtrw.Area(fmt.Sprintf("%s/H%03d", rt, i+1))
		list = append(list, paper.Slip{House: house, Label: rtrw.HouseLabel(house), Code: fmt.Sprintf("kode%018d", i), Until: until, Uses: 6})
	}
	return list
}

// TestSlips: eight a page, a new page for another RT, and every code is the one that was made.
func TestSlips(t *testing.T) {
	t.Parallel()
	list := append(slips("33.74.08.1006/RW04/RT03", 9), slips("33.74.08.1006/RW04/RT04", 8)...)
	var b bytes.Buffer
	if err := sheet.Slips(&b, list); err != nil {
		t.Fatal(err)
	}
	pages := contents(t, b.Bytes())
	if len(pages) != 3 || len(codes(t, pages[0])) != 8 || len(codes(t, pages[1])) != 1 || len(codes(t, pages[2])) != 8 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, got := range append(append(codes(t, pages[0]), codes(t, pages[1])...), codes(t, pages[2])...) {
		want, err := qr.Encode("https://jogo.example/masuk#undangan/"+list[i].Code, qr.M)
		if err != nil {
			t.Fatal(err)
		}
		for y := range want.Size {
			for x := range want.Size {
				if want.Black(x, y) != got[[2]int{x, y}] {
					t.Fatalf("code %d differs at %d, %d", i, x, y)
				}
			}
		}
	}
	for _, words := range []string{"RT 03 RW 04", "Arahkan kamera", "Sampai 29 Desember 2026", "Darmo Wibowo"} {
		if !strings.Contains(pages[0], words) {
			t.Errorf("the first page does not say %q", words)
		}
	}
	if strings.Contains(pages[2], "Darmo") {
		t.Error("another RT is sent to the head of this one")
	}
	for _, one := range list {
		if bytes.Contains(b.Bytes(), []byte(one.Code)) {
			t.Error("a code stands in the paper as text")
		}
	}
}

// TestSlips_Large: a whole large kelurahan is still a file that one can send about.
func TestSlips_Large(t *testing.T) {
	t.Parallel()
	var list []paper.Slip
	for rt := range 60 {
		list = append(list, slips(rtrw.Area(fmt.Sprintf("33.74.08.1006/RW%02d/RT%02d", rt/10+1, rt%10+1)), 50)...)
	}
	var b bytes.Buffer
	if err := sheet.Slips(&b, list); err != nil {
		t.Fatal(err)
	}
	if n := len(contents(t, b.Bytes())); n != 60*7 || b.Len() > 6<<20 {
		t.Errorf("%d pages in %d bytes", n, b.Len())
	}
}

func TestLetters(t *testing.T) {
	t.Parallel()
	english := sheet
	english.Lang = "en"
	var b bytes.Buffer
	list := []paper.Letter{{Area: "33.74.08.1006/RW04", Name: "Yuli Astuti", Login: "rw04-yuli", Code: "a", Until: until}, {Area: "33.74.08.1006/RW04/RT03", Name: strings.Repeat("Panjang ", 7), Login: "rw04-rt03-panjang", Code: "b", Until: until}}
	if err := english.Letters(&b, list); err != nil {
		t.Fatal(err)
	}
	pages := contents(t, b.Bytes())
	if len(pages) != 1 || len(codes(t, pages[0])) != 2 {
		t.Fatalf("%d pages", len(pages))
	}
	for _, words := range []string{"head of the RW", "Login: rw04-yuli", "until 29 December 2026"} {
		if !strings.Contains(pages[0], words) {
			t.Errorf("the letters do not say %q", words)
		}
	}
}

var stream = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)

// contents gives what is drawn on each page.
func contents(t *testing.T, pdf []byte) (pages []string) {
	t.Helper()
	for _, m := range stream.FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue // no page
		}
		if text, err := io.ReadAll(r); err == nil && bytes.Contains(text, []byte(" cm 0 g")) {
			pages = append(pages, string(text))
		}
	}
	return pages
}

var drawn = regexp.MustCompile(`(?s) cm 0 g\n(.*?)f Q`)

// codes reads the dark squares of each code back from the page.
func codes(t *testing.T, page string) (list []map[[2]int]bool) {
	t.Helper()
	for _, m := range drawn.FindAllStringSubmatch(page, -1) {
		dark := map[[2]int]bool{}
		for _, line := range strings.Split(strings.TrimSpace(m[1]), "\n") {
			f := strings.Fields(line)
			x, _ := strconv.Atoi(f[0])
			y, _ := strconv.Atoi(f[1])
			run, _ := strconv.Atoi(f[2])
			for i := range run {
				dark[[2]int{x + i, y}] = true
			}
		}
		list = append(list, dark)
	}
	return list
}
