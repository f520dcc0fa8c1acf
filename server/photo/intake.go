package photo

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // registers the format
)

// What is let in and what comes out.
const (
	Largest  = 5 << 20    // bytes that may be sent
	mostDots = 40_000_000 // a picture that says it is larger is not read
	deepDots = 10_000_000 // the same for what takes twice the memory and more: 16 bits a colour, or a JPEG in many passes
	longSide = 20_000     // dots of its longer side
	longest  = 1600       // dots of the longer side that are kept
	fineness = 78         // of the JPEG that is kept
)

// Why a picture is not let in.
var (
	ErrUnread = errors.New("this is no JPEG or PNG that can be read")
	ErrHuge   = errors.New("this picture has too many dots")
)

// Intake gives the picture as it is kept: a JPEG of our own drawing, no side longer than 1600.
// It is measured before it is read, so a small file that unfolds into gigabytes costs nothing.
func Intake(sent []byte) ([]byte, error) {
	about, _, err := image.DecodeConfig(bytes.NewReader(sent))
	if err != nil || about.Width < 1 || about.Height < 1 {
		return nil, ErrUnread
	}
	most := mostDots
	switch about.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model, color.Gray16Model:
		most = deepDots
	}
	if inPasses(sent) {
		most = deepDots
	}
	if about.Width > most/about.Height || max(about.Width, about.Height) > longSide {
		return nil, ErrHuge
	}
	picture, _, err := image.Decode(bytes.NewReader(sent))
	if err != nil {
		return nil, ErrUnread
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, upright(drawOn(picture, longest), wayUp(sent)), &jpeg.Options{Quality: fineness}); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
