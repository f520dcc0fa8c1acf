package hub

import (
	"os"
	"sync"
	"syscall"
)

// poll watches the descriptors of all sockets with an epoll of its own, so that a silent
// socket keeps neither a goroutine nor a stack. The runtime's poller watches them as well,
// which does no harm, and this epoll too: waiting for it holds no thread.
type poll struct {
	hub   *Hub
	start sync.Once
	file  *os.File // nil: there is none, and each wire listens for itself
	fd    int
	conn  syscall.RawConn

	mu    sync.Mutex
	wires map[int32]*wire // by descriptor
}

const pollMost = 256 // events taken at once

// add watches a wire; false where it has no descriptor, or the system no room.
func (p *poll) add(w *wire) bool {
	if w.fd < 0 {
		return false
	}
	p.start.Do(p.open)
	if p.file == nil {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.dead {
		return true
	}
	p.mu.Lock()
	p.wires[int32(w.fd)] = w
	p.mu.Unlock()
	event := syscall.EpollEvent{Events: syscall.EPOLLIN | syscall.EPOLLRDHUP, Fd: int32(w.fd)}
	if err := syscall.EpollCtl(p.fd, syscall.EPOLL_CTL_ADD, w.fd, &event); err != nil {
		p.forget(w)
		return false
	}
	w.polled = true
	return true
}

// remove is called with the wire's lock held, before its descriptor is closed.
func (p *poll) remove(w *wire) {
	if w.polled {
		syscall.EpollCtl(p.fd, syscall.EPOLL_CTL_DEL, w.fd, nil)
		p.forget(w)
	}
}

func (p *poll) forget(w *wire) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.wires[int32(w.fd)] == w {
		delete(p.wires, int32(w.fd))
	}
}

func (p *poll) open() {
	fd, err := syscall.EpollCreate1(syscall.EPOLL_CLOEXEC)
	if err == nil {
		err = syscall.SetNonblock(fd, true) // so that the runtime takes it into its own poller
	}
	if err != nil {
		p.hub.log.Warn("no_poll", "error", err)
		return
	}
	file := os.NewFile(uintptr(fd), "epoll")
	conn, err := file.SyscallConn()
	if err != nil {
		p.hub.log.Warn("no_poll", "error", err)
		file.Close()
		return
	}
	p.file, p.fd, p.conn, p.wires = file, fd, conn, map[int32]*wire{}
	p.hub.work.Go(p.run)
	p.hub.work.Go(func() {
		<-p.hub.life.Done()
		file.Close()
	})
}

func (p *poll) run() {
	events, buf := make([]syscall.EpollEvent, pollMost), make([]byte, messageMost)
	for {
		n := 0
		err := p.conn.Read(func(fd uintptr) bool {
			n, _ = syscall.EpollWait(int(fd), events, 0) // below 0 where a signal came
			return n > 0
		})
		if err != nil {
			return // the hub has ended
		}
		for _, e := range events[:n] {
			p.mu.Lock()
			w := p.wires[e.Fd]
			p.mu.Unlock()
			if w != nil { // its descriptor may be another's by now, who then has nothing to read
				w.read(buf)
			}
		}
	}
}

// read takes what is there, and waits for nothing.
func (w *wire) read(buf []byte) {
	n, err := 0, error(nil)
	over := w.raw.Read(func(fd uintptr) bool {
		n, err = syscall.Read(int(fd), buf)
		return true
	})
	switch {
	case over != nil || n == 0 && err == nil: // closed by us, or by the client
		w.Close()
	case err == nil:
		w.heard(buf[:n])
	case err != syscall.EAGAIN && err != syscall.EINTR:
		w.Close()
	}
}
