package api

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"
	"unicode"
)

// FuzzTable: whatever cells hold, a spreadsheet takes none of them for a formula, and who reads the
// table back has the same cells, but for the apostrophe.
func FuzzTable(f *testing.F) {
	for _, s := range []string{"", "=1+1", "@SUM(A1)", "+62", "-1", "\tx", "\r=x", "'=x", "a\"b,c\nd", "\u00a0=1", " =1", "\ufeff=1", "=cmd|' /C calc'!A0", "\n=1", "\uff1d1", "%0A=1"} {
		f.Add(s, "aid")
		f.Add("33.74", s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		text, err := table([][]string{{a, b}, {b, a}})
		if err != nil {
			t.Fatal(err)
		}
		for _, separator := range []rune{',', ';', '\t'} { // as a spreadsheet of another country cuts it
			if separator != ',' && strings.ContainsAny(a+b, ";\t\"") {
				continue
			}
			r := csv.NewReader(strings.NewReader(text))
			r.Comma, r.FieldsPerRecord = separator, -1
			rows, err := r.ReadAll()
			if err != nil && separator == ',' {
				t.Fatalf("%q cannot be read back: %v", text, err)
			}
			for _, row := range rows {
				for _, cell := range row {
					if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
						t.Fatalf("%q reads as a formula in %q", cell, text)
					}
				}
			}
		}
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(rows) != 2 || len(rows[0]) != 2 {
			t.Fatalf("%q: %q %v", text, rows, err)
		}
		for i, cell := range []string{a, b} {
			want := strings.ReplaceAll(cell, "\r\n", "\n") // as encoding/csv reads a quoted end of line
			if got := rows[0][i]; got != want && got != "'"+want {
				t.Fatalf("%q became %q", cell, got)
			}
		}
	})
}

// FuzzHeaders: what stands in a header makes no third language, no token out of nothing, no device
// name that breaks a line, and lets nobody into a network that is not believed.
func FuzzHeaders(f *testing.F) {
	for _, s := range []string{"", "id", "en-US,en;q=0.9,id;q=0.8", "en;q=NaN,id;q=Inf", "en;q=-1", "Bearer abc", "bearer  ", "Bearer", "Basic YTpi", "Mozilla/5.0\r\nSet-Cookie: x", "\x00\xff", "127.0.0.1:1", "[::ffff:127.0.0.1]:1", "10.0.0.1", "[fe80::1%eth0]:9", strings.Repeat("a,", 500)} {
		f.Add(s)
	}
	believed, err := parseNetworks([]string{"127.0.0.1", "10.0.0.0/8", "::1"})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := &http.Request{Header: http.Header{"Accept-Language": {text}, "Authorization": {text}, "User-Agent": {text}}}
		if lang := language(r); lang != "id" && lang != "en" || lang == "en" && !strings.Contains(strings.ToLower(text), "en") {
			t.Fatalf("%q: the language is %q", text, lang)
		}
		token, there := bearerOf(r)
		if there != (text != "") || !strings.Contains(text, token) || token != "" && !strings.EqualFold(text[:6], "bearer") {
			t.Fatalf("%q: the token is %q", text, token)
		}
		if name := deviceName(r); len(name) > 120 || strings.ContainsFunc(name, func(r rune) bool { return r > '~' || unicode.IsControl(r) }) {
			t.Fatalf("%q: the device is %q", text, name)
		}
		if ip, ok := remoteIP(text); believed.hold(text) && (!ok || !ip.IsLoopback() && !ip.IsPrivate()) {
			t.Fatalf("%q is believed", text)
		}
	})
}
