package fleet

import (
	"errors"
	"net"
	"net/netip"
	"os"
	"runtime"
	"syscall"
	"unsafe"
)

const bindNoPort = 24 // IP_BIND_ADDRESS_NO_PORT: the port is drawn when the other end is known

// poller is an epoll of bare descriptors, level-triggered.
type poller struct {
	fd     int
	events [1024]syscall.EpollEvent
}

func newPoller() (*poller, error) {
	fd, err := syscall.EpollCreate1(syscall.EPOLL_CLOEXEC)
	return &poller{fd: fd}, os.NewSyscallError("epoll_create1", err)
}

func (p *poller) add(fd, tag int) error {
	return os.NewSyscallError("epoll_ctl", syscall.EpollCtl(p.fd, syscall.EPOLL_CTL_ADD, fd, &syscall.EpollEvent{Events: syscall.EPOLLIN | syscall.EPOLLRDHUP, Fd: int32(tag)}))
}

func (p *poller) remove(fd int) { syscall.EpollCtl(p.fd, syscall.EPOLL_CTL_DEL, fd, nil) }

// wait gives the tags of descriptors that have something, after at most ms milliseconds.
func (p *poller) wait(ms int, do func(tag int)) error {
	n, err := syscall.EpollWait(p.fd, p.events[:], ms)
	if err == syscall.EINTR {
		return nil
	}
	for i := range max(n, 0) {
		do(int(p.events[i].Fd))
	}
	return os.NewSyscallError("epoll_wait", err)
}

func (p *poller) close() { syscall.Close(p.fd) }

// dial opens a socket from one of 250 loopback addresses, so that ports do not run out. A
// narrow one has the segments and the small window of a phone far away.
func dial(to netip.AddrPort, nth int, narrow bool) (int, error) {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, os.NewSyscallError("socket", err)
	}
	if narrow {
		err = errors.Join(syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096),
			syscall.SetsockoptInt(fd, syscall.IPPROTO_TCP, syscall.TCP_MAXSEG, 1400))
	}
	err = errors.Join(err, syscall.SetsockoptInt(fd, syscall.IPPROTO_IP, bindNoPort, 1),
		syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, byte(2 + nth%250)}}),
		syscall.Connect(fd, &syscall.SockaddrInet4{Port: int(to.Port()), Addr: to.Addr().As4()}),
		syscall.SetNonblock(fd, true))
	if err != nil {
		syscall.Close(fd)
		return -1, os.NewSyscallError("connect", err)
	}
	return fd, nil
}

// read takes what is there; again: nothing is, now.
func read(fd int, b []byte) (n int, again bool) {
	got, _, errno := syscall.RawSyscall(syscall.SYS_READ, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)))
	if errno != 0 {
		return 0, errno == syscall.EAGAIN || errno == syscall.EINTR
	}
	return int(got), false
}

// WriteRaw is one bare write(2) of all of b to a descriptor that does not block, called again
// only where the other end is slow. It does not tell the Go scheduler.
func WriteRaw(fd int, b []byte) error {
	for len(b) > 0 {
		n, _, errno := syscall.RawSyscall(syscall.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)))
		switch errno {
		case 0:
			b = b[n:]
		case syscall.EAGAIN, syscall.EINTR:
			runtime.Gosched()
		default:
			return errno
		}
	}
	return nil
}

// hangUp closes a socket: with a reset, as when a machine is gone, or with an ordinary end.
func hangUp(fd int, reset bool) {
	if reset {
		syscall.SetsockoptLinger(fd, syscall.SOL_SOCKET, syscall.SO_LINGER, &syscall.Linger{Onoff: 1})
	}
	syscall.Close(fd)
}

// Detach takes a connection from Go: a bare descriptor that nobody else watches.
func Detach(c net.Conn) (int, error) {
	defer c.Close()
	bare, err := c.(syscall.Conn).SyscallConn()
	if err != nil {
		return -1, err
	}
	var fd int
	var wrong error
	if err := bare.Control(func(at uintptr) { fd, wrong = syscall.Dup(int(at)) }); err != nil {
		return -1, err
	}
	return fd, os.NewSyscallError("dup", wrong)
}
