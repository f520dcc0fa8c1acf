//go:build !linux

package fleet

import (
	"errors"
	"net"
	"net/netip"
)

var errLinux = errors.New("the stand needs Linux: epoll and /proc")

type poller struct{}

func newPoller() (*poller, error)                 { return nil, errLinux }
func (*poller) add(int, int) error                { return errLinux }
func (*poller) remove(int)                        {}
func (*poller) wait(int, func(int)) error         { return errLinux }
func (*poller) close()                            {}
func dial(netip.AddrPort, int, bool) (int, error) { return -1, errLinux }
func read(int, []byte) (int, bool)                { return 0, false }
func hangUp(int, bool)                            {}

// WriteRaw exists on Linux alone.
func WriteRaw(int, []byte) error { return errLinux }

// Detach exists on Linux alone.
func Detach(net.Conn) (int, error) { return -1, errLinux }
