package photo

import (
	"image"
	"image/color"
	"image/draw"
)

// drawOn makes the picture anew on white paper, its longer side at most so many dots. Each dot
// is the mean of those that fall into it. It holds one line at a time: the scalers of
// golang.org/x/image keep 32 bytes for each dot of our width on every line of the source, a
// quarter of a gigabyte more for a picture of 40 megapixels.
func drawOn(src image.Image, most int) *image.RGBA {
	b := src.Bounds()
	w, h := b.Dx(), b.Dy()
	if long := max(w, h); long > most {
		w, h = max(1, w*most/long), max(1, h*most/long)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	strip := image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))
	for y := range h {
		from, to := y*b.Dy()/h, max((y+1)*b.Dy()/h, y*b.Dy()/h+1)
		sums := make([]uint32, 3*w)
		for line := from; line < to; line++ {
			draw.Draw(strip, strip.Bounds(), image.White, image.Point{}, draw.Src)
			draw.Draw(strip, strip.Bounds(), src, image.Pt(b.Min.X, b.Min.Y+line), draw.Over)
			addLine(sums, strip.Pix, w, b.Dx())
		}
		for x := range w {
			n := uint32((to - from) * (max((x+1)*b.Dx()/w, x*b.Dx()/w+1) - x*b.Dx()/w))
			out.SetRGBA(x, y, color.RGBA{uint8(sums[3*x] / n), uint8(sums[3*x+1] / n), uint8(sums[3*x+2] / n), 255})
		}
	}
	return out
}

// addLine adds one line of the picture to the dots that it falls into.
func addLine(sums []uint32, line []uint8, w, wide int) {
	for x := range w {
		for i := x * wide / w; i < max((x+1)*wide/w, x*wide/w+1); i++ {
			sums[3*x] += uint32(line[4*i])
			sums[3*x+1] += uint32(line[4*i+1])
			sums[3*x+2] += uint32(line[4*i+2])
		}
	}
}
