package paper

import (
	"io"
	"strings"

	"github.com/go-pdf/fpdf"
)

// page is an A4 page under a pen. Lengths are millimetres, letters points.
type page struct {
	*fpdf.Fpdf
	said func(string) string // into the letters that the font has
}

func newPage() *page {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCellMargin(0)
	pdf.SetLineWidth(.2)
	pdf.SetProducer("Jogo Tonggo", true)
	return &page{pdf, pdf.UnicodeTranslatorFromDescriptor("")}
}

// text writes lines of at most a width, and gives where the next line begins. Letters keep the
// height that the line has; what is too long for two lines is cut at the end of a word.
func (p *page) text(x, y, width, points float64, style, words string) float64 {
	p.SetFont("Helvetica", style, points)
	line := points * .3528 * 1.25
	for _, part := range p.lines(p.said(words), width) {
		p.Text(x, y+line*.78, part)
		y += line
	}
	return y
}

// lines breaks words where they reach the width.
func (p *page) lines(words string, width float64) (list []string) {
	for _, w := range strings.Fields(words) {
		if n := len(list); n > 0 && p.GetStringWidth(list[n-1]+" "+w) <= width {
			list[n-1] += " " + w
			continue
		}
		list = append(list, w)
	}
	return list
}

// plate draws an enamel plate with a number or a place, and gives its width.
func (p *page) plate(x, y, points float64, words string) float64 {
	p.SetFont("Helvetica", "B", points)
	width, height := p.GetStringWidth(p.said(words))+6, points*.3528*1.5
	p.RoundedRect(x, y, width, height, 1.5, "1234", "D")
	p.RoundedRect(x+.7, y+.7, width-1.4, height-1.4, 1, "1234", "D")
	p.Text(x+3, y+height*.72, p.said(words))
	return width
}

// cut draws the line along which paper is cut.
func (p *page) cut(x, y, width, height float64) {
	p.SetDashPattern([]float64{1.2, 1.2}, 0)
	p.Rect(x, y, width, height, "D")
	p.SetDashPattern(nil, 0)
}

func (p *page) write(w io.Writer) error { return p.Output(w) }
