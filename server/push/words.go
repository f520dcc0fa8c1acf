package push

import (
	"fmt"

	"jogotonggo/rt-rw"
)

// What a locked phone may show to whoever looks over a shoulder: that something waits, and
// never of whom or what.
var (
	waits   = rtrw.Words{ID: "Ada laporan menunggu Bapak/Ibu.", EN: "A report waits for you."}
	urgent  = rtrw.Words{ID: "Ada laporan darurat menunggu Bapak/Ibu.", EN: "An emergency report waits for you."}
	inHand  = rtrw.Words{ID: "Ada tugas untuk Bapak/Ibu.", EN: "There is a task for you."}
	news    = rtrw.Words{ID: "Ada pembaruan.", EN: "There is an update."}
	handled = rtrw.Words{ID: "Sudah ditangani.", EN: "Taken care of."}
)

func wordsOf(c *rtrw.Call) rtrw.Words {
	switch c.Why {
	case rtrw.CalledPublic:
		return c.Words
	case rtrw.CalledNews:
		return news
	case rtrw.CalledHand:
		return inHand
	}
	if c.Priority == rtrw.Emergency {
		return urgent
	}
	return waits
}

// countOf says how much waits and how much is news.
func countOf(calls []rtrw.Call) rtrw.Words {
	asks, told := 0, 0
	for _, c := range calls {
		if c.Why == rtrw.CalledNews {
			told++
		} else {
			asks++
		}
	}
	asked := rtrw.Words{ID: fmt.Sprintf("%d hal menunggu Bapak/Ibu.", asks), EN: fmt.Sprintf("%d things wait for you.", asks)}
	heard := rtrw.Words{ID: fmt.Sprintf("Ada %d pembaruan.", told), EN: fmt.Sprintf("There are %d updates.", told)}
	switch {
	case told == 0:
		return asked
	case asks == 0:
		return heard
	}
	return rtrw.Words{ID: asked.ID + " " + heard.ID, EN: asked.EN + " " + heard.EN}
}
