package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

// job is one command, or one look, that waits for the writer.
type job struct {
	cmd   *rtrw.Command
	print []byte // fingerprint of the body under the actor's key
	look  *rtrw.Look

	receipt *rtrw.Receipt
	err     error
	done    chan struct{}
}

// batchSize bounds how many jobs are judged and committed at once.
const batchSize = 256

// Submit puts a command into the next batch and waits until it is durable or refused.
func (s *Store) Submit(ctx context.Context, c *rtrw.Command) (*rtrw.Receipt, error) {
	print, err := fingerprint(s.keys, c)
	if rtrw.CodeOf(err) == rtrw.Erased {
		err = rtrw.Errorf(rtrw.SignedOut, "Akun ini sudah ditutup.")
	}
	if err != nil {
		return nil, s.refuse(err)
	}
	j := &job{cmd: c, print: print, done: make(chan struct{})}
	if err := s.enqueue(ctx, j); err != nil {
		return nil, err
	}
	return j.receipt, j.err
}

// Look records a reading of a case, in the next batch.
func (s *Store) Look(ctx context.Context, l rtrw.Look) error {
	j := &job{look: &l, done: make(chan struct{})}
	if err := s.enqueue(ctx, j); err != nil {
		return err
	}
	return j.err
}

func (s *Store) enqueue(ctx context.Context, j *job) error {
	stopped := rtrw.Errorf(rtrw.Unavailable, "Server sedang berhenti. Coba lagi sebentar.")
	select {
	case s.queue <- j:
	case <-s.closing:
		return stopped
	case <-ctx.Done():
		return stopped
	}
	select { // once queued it is decided whatever becomes of the caller; the key finds the answer again
	case <-j.done:
		return nil
	case <-s.silent: // it may have come into the queue behind the writer's last look
		select {
		case <-j.done:
			return nil
		default:
			return stopped
		}
	case <-ctx.Done():
		return stopped
	}
}

// fingerprint makes the HMAC that tells another body under the same key.
func fingerprint(keys rtrw.Keys, c *rtrw.Command) ([]byte, error) {
	if c.Viewer.System != "" {
		return nil, nil // its key is derived from what it does
	}
	body := append([]byte(c.Service+"/"+c.Move+"\x00"), c.Body...)
	return keys.Print(c.Viewer.Account, body)
}

// work is the writer: one batch at a time, each as large as what has gathered meanwhile.
func (s *Store) work() {
	defer close(s.committed)
	defer close(s.silent)
	last := 1
	for {
		select {
		case <-s.closing:
			s.drain()
			return
		case j := <-s.queue:
			jobs := s.gather([]*job{j}, last)
			last = len(jobs)
			s.commit(jobs)
		}
	}
}

// regather is how long a batch waits for those whom the batch before has just answered:
// in a crowd they all come back at once, and the first must not go alone.
const regather = 300 * time.Microsecond

func (s *Store) gather(jobs []*job, last int) []*job {
	jobs = s.waiting(jobs)
	if len(jobs) >= last {
		return jobs
	}
	wait := time.NewTimer(regather)
	defer wait.Stop()
	for len(jobs) < last {
		select {
		case j := <-s.queue:
			jobs = s.waiting(append(jobs, j))
		case <-wait.C:
			return jobs
		}
	}
	return jobs
}

// waiting adds what is queued already.
func (s *Store) waiting(jobs []*job) []*job {
	for len(jobs) < batchSize {
		select {
		case j := <-s.queue:
			jobs = append(jobs, j)
		default:
			return jobs
		}
	}
	return jobs
}

func (s *Store) drain() {
	for {
		select {
		case j := <-s.queue:
			s.commit(s.waiting([]*job{j}))
		default:
			return
		}
	}
}

// commit writes jobs until all are answered. A batch that fails in writing is rolled back
// and its jobs redone one by one, so that one bad row harms nobody else.
func (s *Store) commit(jobs []*job) {
	for len(jobs) > 0 {
		n, entries, erasing, err := s.try(jobs)
		if errors.Is(err, errWrite) && len(jobs) > 1 {
			for _, j := range jobs {
				s.commit([]*job{j})
			}
			return
		}
		if err != nil {
			err, n = s.refuse(err), len(jobs)
			for _, j := range jobs {
				j.receipt, j.err = nil, err
			}
		}
		if err == nil && erasing {
			s.finish()
		}
		for _, j := range jobs[:n] {
			close(j.done)
		}
		jobs = jobs[n:]
		if len(entries) > 0 {
			s.committed <- entries
		}
	}
}

// announcing tells of batches in their order while the writer is at the next one.
func (s *Store) announcing() {
	for entries := range s.committed {
		s.announce(entries)
	}
}

// batchesUntold is how many batches whoever is told may be behind before the writer waits.
const batchesUntold = 64

// errWrite marks an error that happened before COMMIT and so certainly left nothing.
var errWrite = errors.New("write batch")

// try runs one transaction and says how many of the jobs it settled: a command that
// changes grants or rules ends its batch: those after it must be judged by the new ones.
func (s *Store) try(jobs []*job) (n int, entries []rtrw.Entry, erasing bool, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), writeTimeout)
	defer cancel()
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return 0, nil, false, fmt.Errorf("begin: %w", err)
	}
	defer func() {
		tx.Rollback() // after Commit it does nothing
		s.stmts.keep(ctx)
	}()
	b := &batch{s: s, ctx: ctx, tx: tx, roster: &s.roster, keys: s.keys}
	if err := b.read(jobs); err != nil {
		s.roster.forget() // half read is not read
		return 0, nil, false, fmt.Errorf("%w: %w", errWrite, err)
	}
	for n < len(jobs) && !b.ended && (n == 0 || !jobs[n].tidy()) {
		b.judge(jobs[n])
		n++
	}
	if err := b.flush(); err != nil {
		return 0, nil, false, fmt.Errorf("%w: %w", errWrite, err)
	}
	if b.ended {
		s.roster.forget()
	}
	if err := tx.Commit(); err != nil { // what became of it is unknown; sending again under the same key is safe
		return 0, nil, false, fmt.Errorf("commit: %w", err)
	}
	s.signed.forget(b.touched...)
	return n, b.entries, len(b.erased) > 0, nil
}

// finish destroys the keys of what the batch erased before anybody is answered. Where that
// fails the rows stay, and the next pass goes on.
func (s *Store) finish() {
	ctx, cancel := context.WithTimeout(context.Background(), writeTimeout)
	defer cancel()
	if err := s.CarryOut(ctx); err != nil {
		s.cfg.Log.Error("erasure_unfinished", "error", err)
	}
}

// announce tells the hub, and the scheduler where something falls due sooner.
func (s *Store) announce(entries []rtrw.Entry) {
	for i := range entries {
		if due := entries[i].Due; due > 0 && due < s.earliest.Load() {
			select {
			case s.wake <- struct{}{}:
			default:
			}
			break
		}
	}
	if s.cfg.Published != nil {
		s.cfg.Published(entries)
	}
}

// statements keeps prepared statements by their text; only the writer uses them. One that
// is met for the first time inside a transaction is prepared for that transaction alone,
// and for good after it: SQLite's writer has a single connection.
type statements struct {
	db     *sql.DB
	byText map[string]*sql.Stmt
	met    []string
}

func (p *statements) in(ctx context.Context, tx *sql.Tx, text string) (*sql.Stmt, error) {
	if st := p.byText[text]; st != nil {
		return tx.StmtContext(ctx, st), nil
	}
	p.met = append(p.met, text)
	return tx.PrepareContext(ctx, text)
}

// keep prepares what the last transaction met; one that fails is tried again when met again.
func (p *statements) keep(ctx context.Context) {
	for _, text := range p.met {
		if st, err := p.db.PrepareContext(ctx, text); err == nil && p.byText[text] == nil {
			p.byText[text] = st
		}
	}
	p.met = p.met[:0]
}

func (p *statements) close() (err error) {
	for _, st := range p.byText {
		err = errors.Join(err, st.Close())
	}
	return err
}
