package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"jogotonggo/deploy/lab"
)

// pocket is PocketBase with its own defaults, on the measured disk.
type pocket struct {
	lab.Child
	addr, dir string
	heard     atomic.Int64 // records that listeners got
	lines     []net.Conn
	work      sync.WaitGroup
}

func (st *stand) newPocket(ctx context.Context) (p *pocket, err error) {
	program, err := st.buildPocket(ctx)
	if err != nil {
		return nil, err
	}
	p = &pocket{}
	if p.addr, err = lab.FreeAddr(); err != nil {
		return nil, err
	}
	if p.dir, err = os.MkdirTemp(st.dir, "pocket"); err != nil {
		return nil, err
	}
	p.Log = filepath.Join(p.dir, "log")
	ended, err := p.Start(exec.Command(program, "serve", "--http", p.addr, "--dir", filepath.Join(p.dir, "data")))
	if err != nil {
		return nil, err
	}
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		if answer, err := http.Get("http://" + p.addr + "/api/health"); err == nil {
			answer.Body.Close()
			return p, nil
		}
		select {
		case <-ended:
			return nil, fmt.Errorf("PocketBase ended at its start: %s", p.LastWords())
		default:
		}
	}
	return nil, errors.Join(errors.New("PocketBase is not ready"), p.close())
}

// buildPocket builds it from its own module, once.
func (st *stand) buildPocket(ctx context.Context) (string, error) {
	if st.pocket != "" {
		return st.pocket, nil
	}
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "jogotonggo").Output()
	if err != nil {
		return "", err
	}
	program := filepath.Join(st.dir, "pocketbase")
	cmd := exec.CommandContext(ctx, "go", "build", "-C", filepath.Join(strings.TrimSpace(string(root)), "deploy/bench/pocketbase"), "-o", program, ".")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build PocketBase: %w\n%s", err, out)
	}
	st.pocket = program
	return program, nil
}

// listen opens n event streams that have subscribed to all reports.
func (p *pocket) listen(n int) error {
	for range n {
		line, err := net.Dial("tcp", p.addr)
		if err != nil {
			return err
		}
		p.lines = append(p.lines, line)
		if _, err := fmt.Fprintf(line, "GET /api/realtime HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n\r\n", p.addr); err != nil {
			return err
		}
		id, err := clientID(line)
		if err != nil {
			return err
		}
		answer, err := http.Post("http://"+p.addr+"/api/realtime", "application/json", strings.NewReader(`{"clientId":"`+id+`","subscriptions":["reports/*"]}`))
		if err != nil {
			return err
		}
		answer.Body.Close()
		if answer.StatusCode >= 300 {
			return fmt.Errorf("a subscription was answered %s", answer.Status)
		}
		p.work.Go(func() { p.count(line) })
	}
	return nil
}

func clientID(line net.Conn) (string, error) {
	line.SetReadDeadline(time.Now().Add(patience))
	defer line.SetReadDeadline(time.Time{})
	var got []byte
	for buf := make([]byte, 4096); ; {
		n, err := line.Read(buf)
		if err != nil {
			return "", fmt.Errorf("an event stream began with %q: %w", got, err)
		}
		got = append(got, buf[:n]...)
		if _, id, found := strings.Cut(string(got), `"clientId":"`); found {
			if id, _, whole := strings.Cut(id, `"`); whole {
				return id, nil
			}
		}
	}
}

// count reads an event stream to its end. Each record says once that it was created.
func (p *pocket) count(line net.Conn) {
	mark := []byte(`"action":"create"`)
	buf, kept := make([]byte, 64<<10), 0
	for {
		n, err := line.Read(buf[kept:])
		if err != nil {
			return
		}
		all := buf[:kept+n]
		p.heard.Add(int64(bytes.Count(all, mark)))
		kept = copy(buf, all[max(0, len(all)-len(mark)+1):]) // what may be the beginning of one
	}
}

func (p *pocket) close() error {
	for _, line := range p.lines {
		line.Close()
	}
	p.work.Wait()
	return errors.Join(p.Stop(), os.RemoveAll(p.dir))
}

// record is a report of the same length as the product's.
func (p *pocket) record(_ int64, id string) []byte {
	return post(p.addr, "/api/collections/reports/records", "", id, `{"body":"`+strings.ReplaceAll(askFor(string(home)+"/RW01/RT01"), `"`, `'`)+`"}`)
}
