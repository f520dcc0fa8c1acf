package main

import (
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
)

func main() {
	still := flag.String("png", "", "write one picture of few colours here")
	moving := flag.String("gif", "", "write a moving picture here")
	flag.Parse()
	var err error
	switch {
	case flag.NArg() != 1 || (*still == "") == (*moving == ""):
		err = fmt.Errorf("usage: gambar -png OUT IN | gambar -gif OUT FRAMES")
	case *still != "":
		err = few(*still, flag.Arg(0))
	default:
		err = film(*moving, flag.Arg(0))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gambar:", err)
		os.Exit(1)
	}
}

// heaviest is what a picture in a guide may weigh; fewer colours are tried until it does not.
const heaviest = 100_000

// few writes the picture with as many colours as fit.
func few(to, from string) error {
	img, err := opened(from)
	if err != nil {
		return err
	}
	for _, colours := range []int{256, 160, 96, 64, 40, 24} {
		p := paletteOf(colours, img)
		if err := written(to, p.draw(img)); err != nil {
			return err
		}
		info, err := os.Stat(to)
		if err != nil || info.Size() <= heaviest {
			return err
		}
	}
	return fmt.Errorf("%s does not fit into %d bytes", filepath.Base(to), heaviest)
}

func opened(file string) (image.Image, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return img, nil
}

func written(file string, img image.Image) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	return (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, img)
}
