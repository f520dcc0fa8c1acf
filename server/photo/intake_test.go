package photo_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"jogotonggo/server/photo"
	"jogotonggo/server/photo/phototest"
)

// TestWhatIsNotDrawnIsGone: place, comment and what hangs on behind do not pass.
func TestWhatIsNotDrawnIsGone(t *testing.T) {
	t.Parallel()
	sent := phototest.JPEG(640, 480, "kebun Bu Ani, 7.0051 LS 110.4381 BT", "<script>parent.postMessage('x')</script>")
	if !bytes.Contains(sent, []byte("110.4381")) || !bytes.Contains(sent, []byte("<script>")) {
		t.Fatal("nothing was planted")
	}
	got, err := photo.Intake(sent)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"Bu Ani", "110.4381", "Exif", "<script>", "postMessage"} {
		if bytes.Contains(got, []byte(secret)) {
			t.Errorf("%q came through", secret)
		}
	}
}

// TestSmaller: no side is longer than 1600, and the picture is still the picture.
func TestSmaller(t *testing.T) {
	t.Parallel()
	for _, size := range [][4]int{{3200, 2400, 1600, 1200}, {900, 3000, 480, 1600}, {1600, 20, 1600, 20}, {5000, 1, 1600, 1}, {1, 1, 1, 1}} {
		got, err := photo.Intake(phototest.JPEG(size[0], size[1], "", ""))
		if err != nil {
			t.Fatalf("%v: %v", size, err)
		}
		about, kind, err := image.DecodeConfig(bytes.NewReader(got))
		if err != nil || kind != "jpeg" || about.Width != size[2] || about.Height != size[3] {
			t.Errorf("%v became %s %dx%d (%v)", size, kind, about.Width, about.Height, err)
		}
	}
	halves := image.NewRGBA(image.Rect(0, 0, 4000, 2000))
	for y := range 2000 {
		for x := range 4000 {
			halves.Set(x, y, map[bool]color.Color{true: color.RGBA{200, 30, 30, 255}, false: color.Transparent}[x < 2000])
		}
	}
	var sent bytes.Buffer
	if err := png.Encode(&sent, halves); err != nil {
		t.Fatal(err)
	}
	got, err := photo.Intake(sent.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	seen, err := jpeg.Decode(bytes.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	for x, want := range map[int][3]uint32{300: {200, 30, 30}, 1300: {255, 255, 255}} { // what shines through is paper
		r, g, b, _ := seen.At(x, 400).RGBA()
		for i, c := range [3]uint32{r >> 8, g >> 8, b >> 8} {
			if max(c, want[i])-min(c, want[i]) > 6 {
				t.Errorf("at %d the colour is %d %d %d", x, r>>8, g>>8, b>>8)
			}
		}
	}
}

// TestWayUp: each of the eight ways in which a camera may be held is turned to what was seen.
func TestWayUp(t *testing.T) {
	t.Parallel()
	seen := image.NewGray(image.Rect(0, 0, 64, 32)) // dark above on the left alone
	for i := range seen.Pix {
		seen.Pix[i] = 255
	}
	for y := range 16 {
		clear(seen.Pix[y*seen.Stride : y*seen.Stride+32])
	}
	dark := func(p image.Image, x, y int) bool { r, _, _, _ := p.At(x, y).RGBA(); return r < 0x8000 }
	for way := 1; way <= 8; way++ {
		held := image.NewGray(seen.Rect)
		if way >= 5 {
			held = image.NewGray(image.Rect(0, 0, 32, 64))
		}
		for y := range held.Rect.Dy() { // as the camera wrote it: where a dot of what was seen came from
			for x := range held.Rect.Dx() {
				w, h := held.Rect.Dx()-1, held.Rect.Dy()-1
				at := [...]image.Point{1: {x, y}, {w - x, y}, {w - x, h - y}, {x, h - y}, {y, x}, {h - y, x}, {h - y, w - x}, {y, w - x}}[way]
				held.SetGray(x, y, seen.GrayAt(at.X, at.Y))
			}
		}
		var sent bytes.Buffer
		if err := jpeg.Encode(&sent, held, nil); err != nil {
			t.Fatal(err)
		}
		got, err := photo.Intake(phototest.Turned(sent.Bytes(), byte(way)))
		if err != nil {
			t.Fatal(err)
		}
		p, err := jpeg.Decode(bytes.NewReader(got))
		if err != nil {
			t.Fatal(err)
		}
		if p.Bounds() != seen.Rect || !dark(p, 8, 8) || dark(p, 56, 8) || dark(p, 8, 24) || dark(p, 56, 24) {
			t.Errorf("way %d: %v, %v %v %v %v", way, p.Bounds(), dark(p, 8, 8), dark(p, 56, 8), dark(p, 8, 24), dark(p, 56, 24))
		}
	}
}

// TestTurnedAway: what is no picture, is cut, or says that it is larger than anything.
func TestTurnedAway(t *testing.T) {
	t.Parallel()
	whole := phototest.JPEG(200, 100, "", "")
	for name, bad := range map[string]struct {
		sent []byte
		want error
	}{
		"nothing": {nil, photo.ErrUnread}, "text": {[]byte("bukan foto"), photo.ErrUnread}, "page": {[]byte("<!doctype html><p>GIF89a"), photo.ErrUnread},
		"cut": {whole[:len(whole)/2], photo.ErrUnread}, "head alone": {whole[:20], photo.ErrUnread},
		"bomb": {bomb(50_000, 50_000, 8), photo.ErrHuge}, "just too large": {bomb(8_000, 5_001, 8), photo.ErrHuge},
		"deep": {bomb(5_000, 4_000, 16), photo.ErrHuge}, "a thread": {bomb(1, 30_000, 8), photo.ErrHuge}, "no width": {bomb(0, 10, 8), photo.ErrUnread},
		"in passes": {passes(5_000, 4_000), photo.ErrHuge}, "in passes, cut": {passes(300, 200), photo.ErrUnread}, "in passes, after a filler": {append([]byte{0xff, 0xd8, 0xff}, passes(5_000, 4_000)[2:]...), photo.ErrHuge},
	} {
		if _, err := photo.Intake(bad.sent); !errors.Is(err, bad.want) {
			t.Errorf("%s: %v, want %v", name, err, bad.want)
		}
	}
}

// bomb is the head of a PNG of such a size, and no more.
func bomb(w, h uint32, depth byte) []byte {
	body := append([]byte("IHDR"), make([]byte, 13)...)
	binary.BigEndian.PutUint32(body[4:], w)
	binary.BigEndian.PutUint32(body[8:], h)
	body[12], body[13] = depth, 2
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
}

// passes is the head of a JPEG that comes in many passes, and no more.
func passes(w, h uint16) []byte {
	out := append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc2\x00\x11\x08"), byte(h>>8), byte(h), byte(w>>8), byte(w), 3)
	return append(out, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0)
}

// FuzzIntake: whatever comes, what goes out is a JPEG of bounded size, or a reason.
func FuzzIntake(f *testing.F) {
	var small bytes.Buffer
	if err := png.Encode(&small, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{nil, phototest.JPEG(16, 9, "7.0051 LS", "<html>"), phototest.Turned(phototest.JPEG(16, 9, "", ""), 6), small.Bytes(), bomb(50_000, 50_000, 8), bomb(4, 4, 16)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, sent []byte) {
		got, err := photo.Intake(sent)
		if err != nil {
			if !errors.Is(err, photo.ErrUnread) && !errors.Is(err, photo.ErrHuge) {
				t.Fatalf("a reason that nobody knows: %v", err)
			}
			return
		}
		about, kind, err := image.DecodeConfig(bytes.NewReader(got))
		if err != nil || kind != "jpeg" || about.Width > 1600 || about.Height > 1600 {
			t.Fatalf("%s %dx%d: %v", kind, about.Width, about.Height, err)
		}
	})
}
