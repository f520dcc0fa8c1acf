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

// resident is the memory of a process that is in RAM, in bytes.
func resident(pid int) (float64, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(b)) {
		if size, is := strings.CutPrefix(line, "VmRSS:"); is {
			kib, err := strconv.Atoi(strings.Fields(size)[0])
			return float64(kib) * 1024, err
		}
	}
	return 0, fmt.Errorf("process %d tells no VmRSS", pid)
}
