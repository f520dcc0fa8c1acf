package main

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// greetRoom says on the terminal where the phones of this room find the server, and shows the
// first address as a code for their cameras.
func (h *house) greetRoom(at []string) {
	fmt.Println("Mode darurat LAN: tanpa enkripsi, hanya selama HP berada di jaringan ini.")
	for _, one := range at {
		fmt.Println("  " + one)
	}
	if len(h.cfg.Addresses()) == 0 {
		fmt.Println("Mesin ini belum punya alamat jaringan lokal: sambungkan dulu ke Wi-Fi atau LAN, lalu mulai lagi.")
		return
	}
	if code, err := qr.Encode(at[0], qr.L); err == nil {
		fmt.Print(drawn(code))
	}
}

// drawn is a code of two rows a line, dark on a light ground, whatever the terminal's colours.
func drawn(code *qr.Code) string {
	const quiet = 2
	var b strings.Builder
	for y := -quiet; y < code.Size+quiet; y += 2 {
		b.WriteString("\x1b[30;107m")
		for x := -quiet; x < code.Size+quiet; x++ {
			b.WriteString([]string{" ", "▄", "▀", "█"}[two(code.Black(x, y))*2+two(code.Black(x, y+1))])
		}
		b.WriteString("\x1b[0m\n")
	}
	return b.String()
}

func two(black bool) int {
	if black {
		return 1
	}
	return 0
}
