package proof

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"
)

// ordinary makes a request with a body as somebody signed in.
func ordinary(token, method, path, more, body string) string {
	return fmt.Sprintf("%s /api/v1%s HTTP/1.1\r\nHost: jogo\r\nConnection: close\r\nAuthorization: Bearer %s\r\nIdempotency-Key: %s\r\n%sContent-Length: %d\r\n\r\n%s", method, path, token, newKey(), more, len(body), body)
}

// A small thing that unfolds, a large one, a deep one, or one of no form is refused with a reason, and takes no more memory than there is.
func TestBombs(t *testing.T) {
	t.Parallel()
	n := embedded(t).first()
	warga := n.signIn("warga")
	n.alive(t)
	before, _ := n.memory()
	command := func(body string) string {
		return ordinary(warga.token, "POST", "/aid/request", "Content-Type: application/json\r\n", body)
	}
	note := func(note string) string {
		return command(`{"area":"` + rt0403 + `","need":"sembako","people":3,"note":` + note + `}`)
	}
	photo := func(body string) string {
		return ordinary(warga.token, "PUT", "/photos/"+newKey(), "Content-Type: image/png\r\n", body)
	}
	for name, c := range map[string]struct {
		sent   string
		status int
		code   string // "" where net/http speaks for us
	}{
		"60,000 levels":                    {note(strings.Repeat("[", 30_000) + strings.Repeat("]", 30_000)), 400, "malformed"},
		"60,000 levels unclosed":           {command(strings.Repeat(`{"a":`, 12_000)), 400, "malformed"},
		"a number of 60,000 digits":        {command(`{"area":"` + rt0403 + `","need":"sembako","people":` + strings.Repeat("9", 60_000) + `}`), 400, "invalid"},
		"a power of thousands of millions": {command(`{"area":"` + rt0403 + `","need":"sembako","people":1e2147483647}`), 400, "invalid"},
		"9,000 keys":                       {command("{" + strings.Repeat(`"a":1,`, 9_000) + `"a":1}`), 400, "malformed"},
		"a text of 60,000 letters":         {note(`"` + strings.Repeat("a", 60_000) + `"`), 400, "invalid"},
		"65 KiB":                           {note(`"` + strings.Repeat("a", 65<<10) + `"`), 413, "too_large"},
		"a body without end":               {strings.Replace(command(""), "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n", 1) + strings.Repeat("4000\r\n"+strings.Repeat("a", 0x4000)+"\r\n", 40), 413, "too_large"},
		"10 MiB in gzip":                   {ordinary(warga.token, "POST", "/aid/request", "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", squeezed(t, 10*mib)), 400, "malformed"},
		"many parts":                       {ordinary(warga.token, "POST", "/aid/request", "Content-Type: multipart/form-data; boundary=x\r\n", strings.Repeat("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n", 1000)+"--x--"), 400, "malformed"},
		"6 MiB of photo":                   {photo(strings.Repeat("a", 6*mib)), 413, "too_large"},
		"2,500 million dots":               {photo(dots(t, 50_000, 50_000)), 400, "invalid"},
		"a photo of one line":              {photo(dots(t, 30_000, 1)), 400, "invalid"},
		"a photo cut off":                  {photo(dots(t, 900, 900)), 400, "invalid"},
		"39 million dots in few":           {photo(whole(t, 7_000, 5_600)), 201, ""},
		"a long header":                    {ordinary(warga.token, "GET", "/me", "X-Long: "+strings.Repeat("a", 64<<10)+"\r\n", ""), 431, ""},
		"5,000 headers":                    {ordinary(warga.token, "GET", "/me", strings.Repeat("X-A: 1\r\n", 5_000), ""), 431, ""},
		"an address of 60 KiB":             {ordinary(warga.token, "GET", "/cases?area="+strings.Repeat("a", 60_000), "", ""), 431, ""},
		"an address of 12 KiB":             {ordinary(warga.token, "GET", "/cases?area="+strings.Repeat("a", 12_000), "", ""), 400, "invalid"},
		"1,000 parameters":                 {ordinary(warga.token, "GET", "/cases?"+strings.Repeat("area=x&", 1_000), "", ""), 400, "invalid"},
		"500 positions":                    {ordinary(warga.token, "GET", "/live?area="+rt0403+strings.Repeat("&after=a", 500), "Accept: text/event-stream\r\n", ""), 400, "malformed"},
	} {
		res, body := n.says(t, c.sent)
		if res.StatusCode != c.status || codeOf(body) != c.code {
			t.Errorf("%s: %d %.200s", name, res.StatusCode, body)
		}
	}
	n.alive(t)
	t.Logf("measured: %s", n.bounded(before, 450*mib))
}

// A path or a verb that is written in another way reaches nothing else, and no header is made of what somebody sends.
func TestConfusion(t *testing.T) {
	t.Parallel()
	n := embedded(t).first()
	warga, lurah := n.signIn("warga"), n.signIn("lurah")
	start := lurah.board(tegalsari).Cursor
	good := `{"area":"` + rt0403 + `","need":"sembako","people":3}`
	asked := func(line, more string) string {
		return line + " HTTP/1.1\r\nHost: jogo\r\nConnection: close\r\nAuthorization: Bearer " + warga.token + "\r\n" + more + "\r\n"
	}
	page := []int{200, 503} // the app, which says itself that there is no such place; or a tree without it
	for name, c := range map[string]struct {
		sent string
		want []int
	}{
		"up and out":            {asked("GET /api/v1/../../../etc/passwd", ""), []int{400, 404}},
		"up, encoded":           {asked("GET /assets/%2e%2e/%2e%2e/etc/passwd", ""), page},
		"a NUL":                 {asked("GET /api/v1/cases/%00", ""), []int{400, 404}},
		"two slashes":           {asked("GET //api/v1/me", ""), page},
		"an open redirect":      {asked("GET //evil.example/%2e%2e/", ""), page},
		"upper case":            {asked("GET /API/V1/ME", ""), page},
		"encoded letters":       {asked("GET /api/v1/%6de/audit", ""), []int{404, 405}},
		"semicolon":             {asked("GET /api/v1/me;x=1", ""), []int{404}},
		"a verb in small":       {asked("get /api/v1/me", ""), []int{400, 404, 405}},
		"TRACE":                 {asked("TRACE /api/v1/me", ""), []int{404, 405}},
		"CONNECT":               {asked("CONNECT evil.example:443", ""), []int{400, 404, 405}},
		"PATCH":                 {asked("PATCH /api/v1/session", ""), []int{405}},
		"another verb inside":   {ordinary(warga.token, "POST", "/session", "X-HTTP-Method-Override: DELETE\r\nContent-Type: application/json\r\n", ""), []int{400}},
		"a clock's move":        {ordinary(warga.token, "POST", "/aid/pass_on", "", good), []int{404}},
		"no host":               {"GET /api/v1/about HTTP/1.1\r\nConnection: close\r\n\r\n", []int{400}},
		"two hosts":             {"GET /api/v1/about HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", []int{400}},
		"a line end in a value": {asked("GET /api/v1/me", "X-Request-Id: a\rSet-Cookie: b\r\n"), []int{400}},
		"a folded header":       {asked("GET /api/v1/about", "X-Request-Id: a\r\n Set-Cookie: b\r\n"), []int{200, 400}},
		"a line end, encoded":   {asked("GET /api/v1/about?x=%0d%0aSet-Cookie:%20b", "X-Request-Id: a%0d%0aSet-Cookie: b\r\n"), []int{200}},
		"a space before colon":  {asked("GET /api/v1/about", "X-A : b\r\n"), []int{400}},
		"a name of no form":     {asked("GET /api/v1/about", "X(A: b\r\n"), []int{400}},
		"two lengths":           {asked("POST /api/v1/aid/request", "Content-Length: 3\r\nContent-Length: 60\r\n") + good, []int{400}},
		"a length below nought": {asked("POST /api/v1/aid/request", "Content-Length: -1\r\n") + good, []int{400}},
		"length and chunks":     {asked("POST /api/v1/aid/request", "Content-Length: 60\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\nGET /api/v1/me HTTP/1.1\r\n\r\n", []int{400}},
		"chunks of no size":     {asked("POST /api/v1/aid/request", "Transfer-Encoding: chunked\r\n") + "zz\r\n\r\n", []int{400}},
		"another encoding":      {asked("POST /api/v1/aid/request", "Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n", []int{400, 501}},
		"HTTP/9":                {"GET /api/v1/about HTTP/9.9\r\nHost: jogo\r\n\r\n", []int{400, 505}},
		"no HTTP at all":        {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", []int{400}},
		"half an upgrade":       {asked("GET /api/v1/live?area="+rt0403, "Upgrade: websocket\r\nConnection: Upgrade\r\n"), []int{400}},
		"an upgrade to h2c":     {asked("GET /api/v1/about", "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"), []int{200}},
		"another page's word":   {ordinary(warga.token, "POST", "/aid/request", "Content-Type: application/json\r\nOrigin: http://evil.example\r\nSec-Fetch-Site: cross-site\r\n", good), []int{403}},
	} {
		res, body := n.says(t, c.sent)
		if !slices.Contains(c.want, res.StatusCode) || res.Header.Get("Set-Cookie") != "" || strings.Contains(body, "root:") {
			t.Errorf("%s: %d %v %.200s", name, res.StatusCode, res.Header, body)
		}
		if to := res.Header.Get("Location"); strings.HasPrefix(to, "//") || strings.Contains(to, "evil") {
			t.Errorf("%s leads to %q", name, to)
		}
	}
	if ids := lurah.log(tegalsari, start); len(ids) != 0 {
		t.Errorf("something was done: %v", ids)
	}
	warga.read("/me", new(any)) // still signed in
}

func codeOf(body string) string {
	var p struct{ Code string }
	if json.Unmarshal([]byte(body), &p) != nil {
		return ""
	}
	return p.Code
}

// squeezed is a body of noughts in gzip.
func squeezed(t *testing.T, size int) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(make([]byte, size)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// whole is a photo of one colour; dots is the beginning of one, without what follows.
func whole(t *testing.T, w, h int) string {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func dots(t *testing.T, w, h uint32) string {
	small := []byte(whole(t, 1, 1))
	head := []byte{'I', 'H', 'D', 'R', byte(w >> 24), byte(w >> 16), byte(w >> 8), byte(w), byte(h >> 24), byte(h >> 16), byte(h >> 8), byte(h), 8, 0, 0, 0, 0}
	sum := crc32.ChecksumIEEE(head)
	copy(small[12:], head)
	copy(small[29:], []byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
	return string(small)
}
