package lab

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Postgres is a server of our own, because we let it crash.
type Postgres struct {
	Child
	Addr string

	programs, data string
	as             *syscall.Credential // nil: we are nobody special
}

// NewPostgres lays out an empty one below a folder that its own user may pass through; PostgreSQL
// refuses to run as root. programs is the folder of initdb and postgres.
func NewPostgres(ctx context.Context, programs, dir string) (*Postgres, error) {
	addr, err := FreeAddr()
	if err != nil {
		return nil, err
	}
	p := &Postgres{Child: Child{Log: filepath.Join(dir, "postgres.log")}, Addr: addr, programs: programs, data: filepath.Join(dir, "postgres")}
	if err := os.Mkdir(p.data, 0o700); err != nil {
		return nil, err
	}
	if os.Getuid() == 0 {
		if p.as, err = unprivileged(); err != nil {
			return nil, err
		}
		if err := os.Chown(p.data, int(p.as.Uid), int(p.as.Gid)); err != nil {
			return nil, err
		}
	}
	init := p.command(exec.CommandContext(ctx, filepath.Join(programs, "initdb"), "-D", p.data, "-A", "trust", "-U", "jogo", "-E", "UTF8", "--locale=C", "--no-sync"))
	if out, err := init.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out[max(0, len(out)-500):])
	}
	return p, nil
}

// unprivileged is the user of PostgreSQL, else nobody.
func unprivileged() (*syscall.Credential, error) {
	var failed error
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		uid, _ := strconv.ParseUint(u.Uid, 10, 32)
		gid, _ := strconv.ParseUint(u.Gid, 10, 32)
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, failed
}

func (p *Postgres) command(cmd *exec.Cmd) *exec.Cmd {
	cmd.Dir = p.data
	cmd.Env = CleanEnv()
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: p.as}
	return cmd
}

// Start runs it and waits until it answers.
func (p *Postgres) Start(ctx context.Context) error {
	_, port, err := net.SplitHostPort(p.Addr)
	if err != nil {
		return err
	}
	ended, err := p.Child.Start(p.command(exec.Command(filepath.Join(p.programs, "postgres"), "-D", p.data, "-p", port,
		"-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=150")))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for p.Exec(ctx, "SELECT 1") != nil {
		select {
		case <-ended:
			return fmt.Errorf("PostgreSQL did not start: %s", p.LastWords())
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL does not answer: %w: %s", ctx.Err(), p.LastWords())
		case <-tick.C:
		}
	}
	return nil
}

// Crash is the immediate shutdown: no checkpoint, no goodbye, and a recovery at the next start.
func (p *Postgres) Crash() error { return p.End(syscall.SIGQUIT) }

// Stop is the fast shutdown, which waits for nobody.
func (p *Postgres) Stop() error { return p.End(syscall.SIGINT) }

// URL is the address of a database by way of some address.
func (p *Postgres) URL(by, name string) string {
	return "postgres://jogo@" + by + "/" + name + "?sslmode=disable"
}

// Exec runs one statement in the database that is always there.
func (p *Postgres) Exec(ctx context.Context, statement string) error {
	db, err := sql.Open("pgx", p.URL(p.Addr, "postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, statement)
	return err
}
