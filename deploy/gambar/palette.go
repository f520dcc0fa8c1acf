package main

import (
	"cmp"
	"image"
	"image/color"
	"maps"
	"slices"
)

// rgb is an opaque colour.
type rgb [3]uint8

// palette maps colours to a few of them.
type palette struct {
	colours []rgb
	nearest map[rgb]uint8
}

// box is a group of colours that will become one.
type box []counted

type counted struct {
	rgb
	n int
}

// paletteOf chooses colours by halving the box with the most to gain; each box is shown by the
// colour that is met most in it, so that grounds and inks stay exactly what they are.
func paletteOf(most int, pictures ...image.Image) *palette {
	seen := map[rgb]int{}
	for _, img := range pictures {
		each(img, func(_, _ int, c rgb) { seen[c]++ })
	}
	var all box
	for _, c := range slices.SortedFunc(maps.Keys(seen), func(a, b rgb) int { return slices.Compare(a[:], b[:]) }) {
		all = append(all, counted{c, seen[c]})
	}
	boxes := []box{all}
	for len(boxes) < most {
		widest := slices.MaxFunc(boxes, func(a, b box) int { return cmp.Compare(a.gain(), b.gain()) })
		if widest.gain() == 0 {
			break
		}
		i := slices.IndexFunc(boxes, func(b box) bool { return &b[0] == &widest[0] })
		left, right := widest.halves()
		boxes = append(append(boxes[:i:i], boxes[i+1:]...), left, right)
	}
	p := &palette{nearest: map[rgb]uint8{}}
	for _, b := range boxes {
		p.colours = append(p.colours, slices.MaxFunc(b, func(a, c counted) int { return cmp.Compare(a.n, c.n) }).rgb)
	}
	return p
}

// span gives the channel in which the box is widest, and how wide.
func (b box) span() (channel, wide int) {
	for c := range 3 {
		low, high := 255, 0
		for _, one := range b {
			low, high = min(low, int(one.rgb[c])), max(high, int(one.rgb[c]))
		}
		if high-low > wide {
			channel, wide = c, high-low
		}
	}
	return channel, wide
}

// gain is how much a further colour would help: far apart counts twice, being seen often a little.
func (b box) gain() int {
	_, wide := b.span()
	n := 0
	for _, one := range b {
		n += one.n
	}
	root := 1
	for root*root < n {
		root *= 2
	}
	return wide * wide * root
}

func (b box) halves() (left, right box) {
	channel, _ := b.span()
	slices.SortStableFunc(b, func(x, y counted) int { return cmp.Compare(x.rgb[channel], y.rgb[channel]) })
	middle := (int(b[0].rgb[channel]) + int(b[len(b)-1].rgb[channel])) / 2
	at := slices.IndexFunc(b, func(one counted) bool { return int(one.rgb[channel]) > middle })
	return b[:at:at], b[at:]
}

func (p *palette) index(c rgb) uint8 {
	if i, known := p.nearest[c]; known {
		return i
	}
	best, off := 0, 1<<30
	for i, one := range p.colours {
		d := 0
		for k := range 3 {
			d += (int(one[k]) - int(c[k])) * (int(one[k]) - int(c[k]))
		}
		if d < off {
			best, off = i, d
		}
	}
	p.nearest[c] = uint8(best)
	return uint8(best)
}

// model is the palette as pictures know it.
func (p *palette) model() color.Palette {
	var m color.Palette
	for _, c := range p.colours {
		m = append(m, color.RGBA{c[0], c[1], c[2], 255})
	}
	return m
}

func (p *palette) draw(img image.Image) *image.Paletted {
	b := img.Bounds()
	out := image.NewPaletted(image.Rect(0, 0, b.Dx(), b.Dy()), p.model())
	each(img, func(x, y int, c rgb) { out.Pix[y*out.Stride+x] = p.index(c) })
	return out
}

// each visits every pixel, counted from the corner.
func each(img image.Image, visit func(x, y int, c rgb)) {
	b := img.Bounds()
	for y := range b.Dy() {
		for x := range b.Dx() {
			r, g, bl, _ := img.At(b.Min.X+x, b.Min.Y+y).RGBA()
			visit(x, y, rgb{uint8(r >> 8), uint8(g >> 8), uint8(bl >> 8)})
		}
	}
}
