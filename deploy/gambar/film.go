package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"os"
	"path/filepath"
)

// frame is one picture of the film and how long it stands.
type frame struct {
	File string `json:"file"`
	Ms   int    `json:"ms"`
}

// filmColours leave one place in the table for what does not change.
const filmColours = 127

// film lays the frames into one moving picture that begins again at its end.
func film(to, list string) error {
	raw, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	var frames []frame
	if err := json.Unmarshal(raw, &frames); err != nil {
		return fmt.Errorf("%s: %w", list, err)
	}
	var pictures []image.Image
	for _, f := range frames {
		img, err := opened(filepath.Join(filepath.Dir(list), f.File))
		if err != nil {
			return err
		}
		pictures = append(pictures, img)
	}
	if len(pictures) == 0 {
		return errors.New("no frames")
	}
	g := laid(paletteOf(filmColours, pictures...), pictures, frames)
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	return errors.Join(gif.EncodeAll(f, g), f.Close())
}

// laid gives each frame as the rectangle in which it differs from the one before, and in it only
// the pixels that do. A frame in which nothing changed makes the one before stand longer.
func laid(p *palette, pictures []image.Image, frames []frame) *gif.GIF {
	model := append(p.model(), color.RGBA{})
	clear := uint8(len(model) - 1)
	g := &gif.GIF{Config: image.Config{ColorModel: model, Width: pictures[0].Bounds().Dx(), Height: pictures[0].Bounds().Dy()}}
	var before *image.Paletted
	for i, img := range pictures {
		whole := p.draw(img)
		whole.Palette = model
		shown := whole
		if before != nil {
			shown = changed(before, whole, clear)
		}
		before = whole
		if shown.Rect.Empty() {
			g.Delay[len(g.Delay)-1] += frames[i].Ms / 10
			continue
		}
		g.Image = append(g.Image, shown)
		g.Delay = append(g.Delay, frames[i].Ms/10)
		g.Disposal = append(g.Disposal, gif.DisposalNone)
	}
	return g
}

func changed(a, b *image.Paletted, clear uint8) *image.Paletted {
	var area image.Rectangle
	for y := range b.Rect.Dy() {
		for x := range b.Rect.Dx() {
			if a.Pix[y*a.Stride+x] != b.Pix[y*b.Stride+x] {
				area = area.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	out := image.NewPaletted(area, b.Palette)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			i := b.Pix[y*b.Stride+x]
			if i == a.Pix[y*a.Stride+x] {
				i = clear
			}
			out.SetColorIndex(x, y, i)
		}
	}
	return out
}
