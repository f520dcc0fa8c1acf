package yard

import (
	"net"
	"sync"
	"syscall"

	"github.com/gorilla/websocket"
)

// shardConn writes what the kernel takes at once, and lets a goroutine bring the rest.
type shardConn struct {
	net.Conn
	bare syscall.RawConn
	seat int // among its topic's boards; the shard's

	mu      sync.Mutex
	backlog []byte
	busy    bool // a goroutine brings the backlog
	dead    bool
}

func newShardConn(ws *websocket.Conn) (*shardConn, error) {
	bare, err := ws.NetConn().(syscall.Conn).SyscallConn()
	return &shardConn{Conn: ws.NetConn(), bare: bare}, err
}

func (c *shardConn) write(b []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dead {
		return
	}
	if !c.busy {
		n, err := writeSome(c.bare, b)
		if err != nil {
			c.bury()
			return
		}
		if b = b[n:]; len(b) == 0 {
			return
		}
		c.busy = true
		go c.bring()
	}
	if c.backlog = append(c.backlog, b...); len(c.backlog) > 8<<20 {
		c.bury()
	}
}

func (c *shardConn) bring() {
	for {
		c.mu.Lock()
		b := c.backlog
		c.backlog = nil
		if len(b) == 0 || c.dead {
			c.busy = false
			c.mu.Unlock()
			return
		}
		c.mu.Unlock()
		if _, err := c.Conn.Write(b); err != nil {
			c.close()
		}
	}
}

func (c *shardConn) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bury()
}

func (c *shardConn) bury() {
	c.dead, c.backlog = true, nil
	c.Conn.Close()
}
