// Package phototest makes photos as a camera would, for tests.
package phototest

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
)

// JPEG draws a picture of such a size. beside is written into it where a camera notes place and
// hour (Exif) and as a comment, behind after its end.
func JPEG(w, h int, beside, behind string) []byte {
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			picture.SetRGBA(x, y, color.RGBA{uint8(255 * x / w), uint8(255 * y / h), uint8(x ^ y), 255})
		}
	}
	var drawn bytes.Buffer
	if err := jpeg.Encode(&drawn, picture, nil); err != nil {
		panic("phototest: " + err.Error())
	}
	out := bytes.Clone(drawn.Bytes()[:2])
	if beside != "" {
		out = append(out, segment(0xe1, append([]byte("Exif\x00\x00"), exif(beside)...))...)
		out = append(out, segment(0xfe, []byte(beside))...)
	}
	return append(append(out, drawn.Bytes()[2:]...), behind...)
}

func segment(mark byte, body []byte) []byte {
	out := []byte{0xff, mark}
	return append(binary.BigEndian.AppendUint16(out, uint16(len(body)+2)), body...)
}

// Turned notes beside a picture which of the eight ways is up.
func Turned(picture []byte, way byte) []byte {
	note := append([]byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00"), way, 0, 0, 0, 0, 0, 0, 0)
	return append(append(bytes.Clone(picture[:2]), segment(0xe1, note)...), picture[2:]...)
}

// exif is one directory with one entry: the text where a description stands.
func exif(text string) []byte {
	out := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x0e\x00\x02")
	out = binary.BigEndian.AppendUint32(out, uint32(len(text)+1))
	out = binary.BigEndian.AppendUint32(out, 26)
	out = append(out, 0, 0, 0, 0)
	return append(append(out, text...), 0)
}
