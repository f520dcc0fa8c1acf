package photo

import (
	"bytes"
	"encoding/binary"
	"image"
	"iter"
)

// upright turns a picture as its camera noted that it is to be seen; the note itself is not
// kept. Our phones have turned theirs already, and leave no note.
func upright(src *image.RGBA, way int) *image.RGBA {
	if way < 2 || way > 8 {
		return src
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if way >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			to := seat(way, x, y, w, h)
			copy(out.Pix[out.PixOffset(to.X, to.Y):], src.Pix[src.PixOffset(x, y):][:4])
		}
	}
	return out
}

// seat tells where a dot comes to lie, by the eight ways of Exif.
func seat(way, x, y, w, h int) image.Point {
	switch way {
	case 2:
		return image.Pt(w-1-x, y)
	case 3:
		return image.Pt(w-1-x, h-1-y)
	case 4:
		return image.Pt(x, h-1-y)
	case 5:
		return image.Pt(y, x)
	case 6:
		return image.Pt(h-1-y, x)
	case 7:
		return image.Pt(h-1-y, w-1-x)
	}
	return image.Pt(y, w-1-x)
}

// wayUp reads the camera's note of a JPEG; 1, as it lies, where there is none that can be read.
func wayUp(sent []byte) int {
	for mark, held := range segments(sent) {
		if note, ok := bytes.CutPrefix(held, []byte("Exif\x00\x00")); ok && mark == 0xe1 {
			return noted(note)
		}
	}
	return 1
}

// inPasses says whether a JPEG comes in many passes: then every number of it is kept until the
// last one, which takes five times the memory of the picture. Cameras and phones write none.
func inPasses(sent []byte) bool {
	for mark := range segments(sent) {
		if mark == 0xc2 {
			return true
		}
	}
	return false
}

// segments gives what stands before the picture of a JPEG, each part with its mark. Bytes between
// them, and marks without a length, are passed over as the decoder does.
func segments(sent []byte) iter.Seq2[byte, []byte] {
	return func(yield func(byte, []byte) bool) {
		if !bytes.HasPrefix(sent, []byte{0xff, 0xd8}) {
			return
		}
		for rest := sent[2:]; len(rest) > 4; {
			mark := rest[1]
			if rest[0] != 0xff || mark == 0xff || mark == 0 || mark >= 0xd0 && mark <= 0xd8 {
				rest = rest[1:]
				continue
			}
			size := int(binary.BigEndian.Uint16(rest[2:])) + 2
			if mark == 0xda || size < 4 || size > len(rest) || !yield(mark, rest[4:size]) {
				return
			}
			rest = rest[size:]
		}
	}
}

// noted looks through the first directory of a TIFF for the way up.
func noted(tiff []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(tiff, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(tiff) < 8 {
		return 1
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return 1
	}
	n, entries := int(order.Uint16(tiff[at:])), tiff[at+2:]
	for ; n > 0 && len(entries) >= 12; n, entries = n-1, entries[12:] {
		if order.Uint16(entries) == 0x0112 {
			return int(order.Uint16(entries[8:]))
		}
	}
	return 1
}
