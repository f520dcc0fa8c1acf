package lab

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
)

// FreeAddr gives an address of loopback on which nobody listens. Its port lies below the range from
// which outgoing connections are numbered: none of those can take it while a server is down.
func FreeAddr() (string, error) {
	for range 100 {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", 15000+rand.IntN(16000)))
		if err == nil {
			return l.Addr().String(), l.Close()
		}
	}
	return "", errors.New("no free port between 15000 and 31000")
}

// Takes says whether somebody listens there.
func Takes(addr string) bool {
	conn, err := net.Dial("tcp", addr)
	if err == nil {
		conn.Close()
	}
	return err == nil
}
