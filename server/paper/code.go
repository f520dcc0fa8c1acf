package paper

import (
	"fmt"
	"strconv"

	"github.com/go-pdf/fpdf"
	"rsc.io/qr"
)

// drawCode draws a text as a QR code into a square of the page, lengths in millimetres. Paper gets
// dirty and is folded, so a seventh of the code may be lost (level M). It is drawn as runs of dark
// squares in one path: crisp on every printer, and small where there are thousands.
func drawCode(pdf *fpdf.Fpdf, text string, x, y, size float64) error {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return fmt.Errorf("draw a code: %w", err)
	}
	k, quiet := pdf.GetConversionRatio(), 4
	_, height := pdf.GetPageSize()
	unit := size * k / float64(code.Size+2*quiet)
	path := fmt.Appendf(nil, "q %.5f 0 0 %.5f %.3f %.3f cm 0 g\n", unit, -unit, x*k+float64(quiet)*unit, (height-y)*k-float64(quiet)*unit)
	for row := range code.Size {
		for from := 0; from < code.Size; from++ {
			if !code.Black(from, row) {
				continue
			}
			run := 1
			for code.Black(from+run, row) {
				run++
			}
			for i, n := range []int{from, row, run, 1} {
				if i > 0 {
					path = append(path, ' ')
				}
				path = strconv.AppendInt(path, int64(n), 10)
			}
			path = append(path, " re\n"...)
			from += run
		}
	}
	pdf.RawWriteStr(string(append(path, "f Q\n"...)))
	return nil
}
