package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// tick is the step of the kernel's CPU clock in /proc: 10 ms on every Linux.
const tick = 10 * time.Millisecond

// cpu is what processes have used in user and system mode since they began.
func cpu(pids ...int) (sum time.Duration, err error) {
	for _, pid := range pids {
		b, readErr := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if readErr != nil {
			return 0, readErr
		}
		fields := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:])) // the name before may hold anything
		user, userErr := strconv.Atoi(fields[11])
		system, systemErr := strconv.Atoi(fields[12])
		err = errors.Join(err, userErr, systemErr)
		sum += time.Duration(user+system) * tick
	}
	return sum, err
}

// watch is a stretch of time in which processes are watched.
type watch struct {
	pids                []int
	began               time.Time
	theirs, ours, whole time.Duration
}

// spent is what was used in it: by the processes watched, by the generator, and the mean number
// of cores that anybody else on the machine took away meanwhile.
type spent struct {
	took, cpu time.Duration
	generator float64 // cores
	others    float64 // cores
}

func (s *spent) seconds() float64 { return s.took.Seconds() }

// µs is the CPU time for one of n things; less than a step of the kernel's clock is half a step.
func (s *spent) µs(n float64) float64 { return float64(max(s.cpu, tick/2)) / 1e3 / max(n, 1) }

func watched(pids ...int) (w watch, err error) {
	w = watch{pids: pids, began: time.Now()}
	w.theirs, w.ours, w.whole, err = w.read()
	return w, err
}

func (w *watch) read() (theirs, ours, whole time.Duration, err error) {
	theirs, err1 := cpu(w.pids...)
	ours, err2 := cpu(os.Getpid())
	whole, err3 := busy()
	return theirs, ours, whole, errors.Join(err1, err2, err3)
}

func (w *watch) end() (s spent, err error) {
	s.took = time.Since(w.began)
	theirs, ours, whole, err := w.read()
	s.cpu = theirs - w.theirs
	s.generator = (ours - w.ours).Seconds() / s.seconds()
	s.others = max((whole-w.whole-s.cpu).Seconds()/s.seconds()-s.generator, 0)
	return s, err
}

// busy is what all processors did but wait since the machine began.
func busy() (sum time.Duration, err error) {
	b, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	line, _, _ := strings.Cut(string(b), "\n")
	for i, text := range strings.Fields(line)[1:8] {
		const idle, iowait = 3, 4
		if i == idle || i == iowait {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			return 0, err
		}
		sum += time.Duration(n) * tick
	}
	return sum, nil
}
