package paper

import (
	"fmt"
	"io"
	"time"

	"jogotonggo/rt-rw"
)

// Letter is the way in of one head.
type Letter struct {
	Area  rtrw.Area // of the office
	Name  string
	Login string
	Code  string
	Until time.Time
}

const letterHeight = 137.0

// Letters writes four on a page.
func (s *Sheet) Letters(w io.Writer, letters []Letter) error {
	p := newPage()
	for i := range letters {
		if i%4 == 0 {
			p.AddPage()
		}
		if err := s.letter(p, &letters[i], margin+float64(i%2)*slipWidth, margin+float64(i%4/2)*letterHeight); err != nil {
			return err
		}
	}
	return p.write(w)
}

func (s *Sheet) letter(p *page, one *Letter, x, y float64) error {
	p.cut(x, y, slipWidth, letterHeight)
	const pad, width = 5.0, slipWidth - 10
	line := p.text(x+pad, y+5, width, 10, "", fmt.Sprintf(letterName.In(s.Lang), s.Town))
	p.plate(x+pad, line+1, 18, rtrw.PlaceLabel(one.Area))
	line = p.text(x+pad, line+13, width, 15, "B", one.Name)
	office := headOfRT.In(s.Lang)
	if one.Area.Depth() == rtrw.RW {
		office = headOfRW.In(s.Lang)
	}
	line = p.text(x+pad, line+1, width, 10.5, "", fmt.Sprintf(letterText.In(s.Lang), office))
	if err := drawCode(p.Fpdf, s.Origin+"/masuk#kunci/"+one.Code, x+(slipWidth-50)/2, line, 50); err != nil {
		return err
	}
	line += 51
	for i, step := range letterStep {
		p.text(x+pad, line, 5, 10.5, "", fmt.Sprintf("%d.", i+1))
		line = p.text(x+pad+5, line, width-5, 10.5, "", step.In(s.Lang))
	}
	p.Line(x+pad, y+letterHeight-18, x+slipWidth-pad, y+letterHeight-18)
	line = p.text(x+pad, y+letterHeight-17, width, 9.5, "B", fmt.Sprintf(letterLogin.In(s.Lang), one.Login))
	p.text(x+pad, line, width, 9, "", fmt.Sprintf(letterUntil.In(s.Lang), day(one.Until, s.Lang)))
	return nil
}
