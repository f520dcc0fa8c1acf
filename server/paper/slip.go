package paper

import (
	"fmt"
	"io"
	"strings"
	"time"

	"jogotonggo/rt-rw"
)

// Slip is the way into one house.
type Slip struct {
	House rtrw.Area
	Label string
	Code  string
	Until time.Time
	Uses  int64
}

// Sheet is what all slips of a printing share.
type Sheet struct {
	Origin string               // where phones reach the server, such as https://jogo.example
	Lang   string               // "id" or "en"
	Town   string               // name of the kelurahan
	Asks   map[rtrw.Area]string // the head of an RT by name
}

// Slips lie as on the head's own sheets: two beside each other, four down.
const (
	margin, across, down  = 10.0, 2, 4
	slipWidth, slipHeight = 95.0, 68.5
)

// Slips writes a sheet for each RT: eight houses a page, a new page where another RT begins.
func (s *Sheet) Slips(w io.Writer, slips []Slip) error {
	p := newPage()
	var rt rtrw.Area
	at := 0
	for i := range slips {
		if own := slips[i].House.Up(rtrw.RT); own != rt || at == across*down {
			p.AddPage()
			rt, at = own, 0
		}
		if err := s.slip(p, &slips[i], margin+float64(at%across)*slipWidth, margin+float64(at/across)*slipHeight); err != nil {
			return err
		}
		at++
	}
	return p.write(w)
}

func (s *Sheet) slip(p *page, one *Slip, x, y float64) error {
	p.cut(x, y, slipWidth, slipHeight)
	if err := drawCode(p.Fpdf, s.Origin+"/masuk#undangan/"+one.Code, x+2, y+2, 44); err != nil {
		return err
	}
	const left, width = 48.0, slipWidth - 48 - 3
	rt := one.House.Up(rtrw.RT)
	number := strings.TrimLeft(one.House.Short(), "H0")
	wide := p.plate(x+left, y+4, 18, number)
	line := p.text(x+left+wide+2, y+4, width-wide-2, 10, "B", rtrw.PlaceLabel(rt))
	if one.Label != "" && one.Label != "No. "+number {
		line = p.text(x+left+wide+2, line, width-wide-2, 10, "B", one.Label)
	}
	line = max(line+1, y+16)
	for i, step := range slipSteps {
		p.text(x+left, line, 4, 10.5, "", fmt.Sprintf("%d.", i+1))
		line = p.text(x+left+4.5, line, width-4.5, 10.5, "", step.In(s.Lang))
	}
	p.text(x+left, line+1, width, 9, "", fmt.Sprintf(slipUntil.In(s.Lang), day(one.Until, s.Lang), one.Uses))
	ask := askHead.In(s.Lang)
	if name := s.Asks[rt]; name != "" {
		ask = fmt.Sprintf(askNamed.In(s.Lang), name)
	}
	p.Line(x+3, y+57, x+slipWidth-3, y+57)
	p.text(x+3, y+58, slipWidth-6, 9, "", fmt.Sprintf(slipAsk.In(s.Lang), ask))
	return nil
}
