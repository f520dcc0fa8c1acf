package lab

import (
	"fmt"
	"syscall"
	"time"
)

// Processor is what this process has used in user and system mode since it began: on a machine
// that others use too, it says what a thing costs when the clock does not.
func Processor() (time.Duration, error) {
	u, err := used()
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), err
}

// Peak is the most memory that this process has held at once, in bytes.
func Peak() (int64, error) {
	u, err := used()
	return u.Maxrss << 10, err
}

func used() (u syscall.Rusage, err error) {
	if err = syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		err = fmt.Errorf("ask what this process has used: %w", err)
	}
	return u, err
}
