package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"jogotonggo/deploy/bench/fleet"
	"jogotonggo/deploy/lab"
)

// product is the binary that people run, with its embedded database on the measured disk.
type product struct {
	*lab.Node
	*people
	dir    string
	boards *fleet.Fleet
}

// newProduct starts one with so many residents signed in, and room for so many boards.
func (st *stand) newProduct(ctx context.Context, residents, boards int) (p *product, err error) {
	if err := st.build(ctx); err != nil {
		return nil, err
	}
	p = &product{}
	if p.dir, err = os.MkdirTemp(st.dir, "product"); err != nil {
		return nil, err
	}
	data := filepath.Join(p.dir, "data")
	if p.people, err = settle(ctx, data, residents, boards); err != nil {
		return nil, errors.Join(fmt.Errorf("settle: %w", err), p.close())
	}
	if p.Node, err = lab.NewNode(st.binary, filepath.Join(p.dir, "log"), "JT_DATA="+data, "JT_LOG=warn", "JT_LIMITS=on", "BENCH_PROFILE="+filepath.Join(p.dir, "cpu")); err != nil {
		return nil, errors.Join(err, p.close())
	}
	p.Args = []string{"serve"}
	if err := p.Start(ctx); err != nil {
		return nil, errors.Join(err, p.close())
	}
	if p.boards, err = fleet.New(p.Addr, p.board); err != nil {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

// board is one of the staff's: five sockets an account.
func (p *product) board(nth int) fleet.Board {
	return fleet.Board{Target: "/api/v1/live?area=" + string(home), Header: "Authorization: Bearer " + p.watchers[nth/socketsEach] + "\r\n"}
}

func (p *product) close() error {
	if p.boards != nil {
		p.boards.Close()
	}
	var err error
	if p.Node != nil {
		err = p.Stop()
	}
	return errors.Join(err, os.RemoveAll(p.dir))
}

// build makes the binary where none was given: the same as `make build`, or with --profile one
// that begins and ends a profile at a signal.
func (st *stand) build(ctx context.Context) error {
	if st.binary != "" {
		return nil
	}
	binary := filepath.Join(st.dir, "jogotonggo")
	args := []string{"build", "-o", binary}
	if st.profile != "" {
		overlay, err := st.overlay()
		if err != nil {
			return err
		}
		args = append(args, "-overlay", overlay)
	}
	cmd := exec.CommandContext(ctx, "go", append(args, "jogotonggo/server")...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build the server: %w\n%s", err, out)
	}
	st.binary = binary
	return nil
}

// profiled writes a profile of what the product does meanwhile.
func (p *product) profiled(file string, do func() error) error {
	if file == "" {
		return do()
	}
	if err := p.Signal(beginProfile); err != nil {
		return err
	}
	err := do()
	if err := errors.Join(err, p.Signal(endProfile)); err != nil {
		return err
	}
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		if os.Rename(filepath.Join(p.dir, "cpu.done"), file) == nil {
			return nil
		}
	}
	return errors.New("the product wrote no profile")
}
