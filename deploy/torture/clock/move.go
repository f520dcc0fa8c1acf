package clock

import (
	"bytes"
	"debug/elf"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// patience bounds how long a process may take to stand still.
const patience = 5 * time.Second

// Moves says whether clocks can be moved on this kind of processor.
var Moves = teller != nil

// Move sets the clock of a running process so far ahead of the machine's, or behind, in whole
// seconds. It needs what a debugger needs: to be its parent, or root.
func Move(pid int, ahead time.Duration) error {
	if !Moves {
		return errors.ErrUnsupported
	}
	page, err := find(pid)
	if err != nil {
		return fmt.Errorf("clock of process %d: %w", pid, err)
	}
	if err := page.still(func() error { return page.write(int64(ahead / time.Second)) }); err != nil {
		return fmt.Errorf("clock of process %d: %w", pid, err)
	}
	return nil
}

// page is what the kernel laid into a process.
type page struct {
	pid      int
	from, to uint64 // where it lies
	tells    uint64 // where the function that tells the time begins
}

// find looks it up in the process's map and reads its table of names.
func find(pid int) (p page, err error) {
	p.pid = pid
	if p.from, p.to, err = mapped(pid); err != nil {
		return p, err
	}
	mem, err := os.Open(p.memory())
	if err != nil {
		return p, err
	}
	defer mem.Close()
	image := make([]byte, p.to-p.from)
	if _, err := mem.ReadAt(image, int64(p.from)); err != nil {
		return p, err
	}
	file, err := elf.NewFile(bytes.NewReader(image))
	if err != nil {
		return p, err
	}
	names, err := file.DynamicSymbols()
	if err != nil {
		return p, err
	}
	for _, s := range names {
		if s.Name == tells {
			if s.Size < uint64(len(teller)) {
				return p, fmt.Errorf("%s has %d bytes, too few for another one", tells, s.Size)
			}
			p.tells = p.from + s.Value
			return p, nil
		}
	}
	return p, fmt.Errorf("no %s", tells)
}

func (p page) memory() string { return fmt.Sprintf("/proc/%d/mem", p.pid) }

// mapped gives where the page lies.
func mapped(pid int) (from, to uint64, err error) {
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		return 0, 0, err
	}
	for line := range strings.Lines(string(maps)) {
		if strings.HasSuffix(strings.TrimSpace(line), "[vdso]") {
			_, err = fmt.Sscanf(line, "%x-%x", &from, &to)
			return from, to, err
		}
	}
	return 0, 0, errors.New("the kernel laid no clock into it")
}

// write puts our function there, with what it adds behind it.
func (p page) write(seconds int64) error {
	mem, err := os.OpenFile(p.memory(), os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer mem.Close()
	code := binary.LittleEndian.AppendUint64(teller[:len(teller)-8:len(teller)-8], uint64(seconds))
	_, err = mem.WriteAt(code, int64(p.tells))
	return err
}

// still does something while the process stands still and none of its threads is inside the page.
func (p page) still(do func() error) error {
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if err := syscall.Kill(p.pid, syscall.SIGSTOP); err != nil {
			return err
		}
		calm, err := p.calm(end)
		if err == nil && calm {
			err = do()
		}
		if err := errors.Join(err, syscall.Kill(p.pid, syscall.SIGCONT)); err != nil || calm {
			return err
		}
	}
	return fmt.Errorf("it did not stand still within %v", patience)
}

// calm waits until every thread stands; false: one of them is asking for the time just now.
func (p page) calm(end time.Time) (bool, error) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*", p.pid))
	if err != nil {
		return false, err
	}
	for _, thread := range threads {
		for !stands(thread) {
			if time.Now().After(end) {
				return false, fmt.Errorf("a thread did not stand still within %v", patience)
			}
			time.Sleep(100 * time.Microsecond)
		}
		at, err := counter(thread)
		if err != nil {
			return false, err
		}
		if at >= p.from && at < p.to {
			return false, nil
		}
	}
	return true, nil
}

// stands says whether a thread is stopped; one that has ended is too.
func stands(thread string) bool {
	b, err := os.ReadFile(thread + "/stat")
	if err != nil {
		return true
	}
	_, after, _ := strings.Cut(string(b), ") ")
	return after != "" && strings.ContainsRune("TtZX", rune(after[0]))
}

// counter gives where in the program a stopped thread is; one that has ended is nowhere.
func counter(thread string) (uint64, error) {
	b, err := os.ReadFile(thread + "/syscall")
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ESRCH) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	words := strings.Fields(string(b))
	return strconv.ParseUint(words[len(words)-1], 0, 64)
}
