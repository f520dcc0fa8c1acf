package main

import (
	"encoding/json"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func drawn(t *testing.T, file string, paint func(*image.RGBA)) {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 60, 40))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{0xF3, 0xF1, 0xEB, 255}), image.Point{}, draw.Src)
	if paint != nil {
		paint(img)
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

var indigo = color.RGBA{0x1C, 0x37, 0x66, 255}

func plate(img *image.RGBA) {
	draw.Draw(img, image.Rect(10, 5, 30, 15), image.NewUniform(indigo), image.Point{}, draw.Src)
}

// TestFew: what is met most stays exactly what it is, however few colours there may be.
func TestFew(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	from, to := filepath.Join(dir, "a.png"), filepath.Join(dir, "b.png")
	drawn(t, from, func(img *image.RGBA) {
		plate(img)
		for x := range 60 { // a gradient that takes many
			img.Set(x, 39, color.RGBA{uint8(x * 4), 90, 200, 255})
		}
	})
	if err := few(to, from); err != nil {
		t.Fatal(err)
	}
	img, err := opened(to)
	if err != nil {
		t.Fatal(err)
	}
	if got := color.RGBAModel.Convert(img.At(12, 8)); got != indigo {
		t.Errorf("the plate became %v", got)
	}
	if p := paletteOf(4, img); len(p.colours) != 4 {
		t.Errorf("%d colours of 4", len(p.colours))
	}
}

// TestFilm: a later frame holds only what changed, and one that changes nothing is time.
func TestFilm(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	drawn(t, filepath.Join(dir, "0.png"), nil)
	drawn(t, filepath.Join(dir, "1.png"), plate)
	list, _ := json.Marshal([]frame{{"0.png", 500}, {"1.png", 700}, {"1.png", 300}})
	if err := os.WriteFile(filepath.Join(dir, "frames.json"), list, 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "film.gif")
	if err := film(to, filepath.Join(dir, "frames.json")); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(to)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	g, err := gif.DecodeAll(f)
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Image) != 2 || g.Delay[0] != 50 || g.Delay[1] != 100 || g.Image[1].Rect != image.Rect(10, 5, 30, 15) {
		t.Errorf("%d frames, %v, the second at %v", len(g.Image), g.Delay, g.Image[len(g.Image)-1].Rect)
	}
}
