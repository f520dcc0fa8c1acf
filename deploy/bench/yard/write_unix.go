//go:build unix

package yard

import "syscall"

// writeSome writes what fits into a socket's buffer and never waits.
func writeSome(to syscall.RawConn, b []byte) (n int, err error) {
	wrong := to.Write(func(fd uintptr) bool {
		n, err = syscall.Write(int(fd), b)
		return true
	})
	if err == syscall.EAGAIN || err == syscall.EINTR {
		return 0, wrong
	}
	if wrong != nil {
		return 0, wrong
	}
	return n, err
}
