//go:build linux && !386 && !s390x

package hub

import (
	"syscall"
	"unsafe"
)

const canWriteRaw = true

// writeRaw gives the socket what fits into its buffer and never waits. So the scheduler need not
// know of it, which would cost a thread's wake-up now and then; and the call for sockets goes by
// less than the one for files.
func writeRaw(fd int, b []byte) (int, error) {
	for {
		n, _, err := syscall.RawSyscall6(syscall.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), syscall.MSG_DONTWAIT|syscall.MSG_NOSIGNAL, 0, 0)
		switch err {
		case 0:
			return int(n), nil
		case syscall.EAGAIN:
			return 0, nil
		case syscall.EINTR:
		default:
			return 0, err
		}
	}
}
