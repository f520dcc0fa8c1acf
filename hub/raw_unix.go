//go:build unix

package hub

import "syscall"

const canWriteRaw = true

// writeRaw writes what fits into the socket's buffer and never waits.
func writeRaw(fd int, b []byte) (int, error) {
	for {
		n, err := syscall.Write(fd, b)
		switch err {
		case nil:
			return n, nil
		case syscall.EAGAIN:
			return 0, nil
		case syscall.EINTR:
		default:
			return 0, err
		}
	}
}
