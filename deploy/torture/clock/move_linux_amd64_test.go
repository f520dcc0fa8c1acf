package clock

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"
)

// TestMain lets this program be the one whose clock moves: it asks for the time without rest, and for
// each line says what it is.
func TestMain(m *testing.M) {
	if os.Getenv("TELL_THE_TIME") == "" {
		os.Exit(m.Run())
	}
	began := time.Now()
	go func() {
		for {
			time.Now()
		}
	}()
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		fmt.Println(time.Now().UnixMilli(), time.Since(began).Milliseconds())
	}
}

// A process that asks for the time without rest sees its clock jump, ahead, behind and home, while
// the one that counts on does not; nobody else's clock moves.
func TestMove(t *testing.T) {
	t.Parallel()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "TELL_THE_TIME=1")
	in, _ := cmd.StdinPipe()   // fails only where there is one already
	out, _ := cmd.StdoutPipe() // the same
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	lines := bufio.NewScanner(out)
	ask := func() (wall time.Time, counted time.Duration) {
		fmt.Fprintln(in)
		if !lines.Scan() {
			t.Fatal("it says nothing any more")
		}
		var ms, since int64
		if _, err := fmt.Sscan(lines.Text(), &ms, &since); err != nil {
			t.Fatal(err)
		}
		return time.UnixMilli(ms), time.Duration(since) * time.Millisecond
	}
	_, before := ask()
	for _, ahead := range []time.Duration{49 * time.Hour, -51 * time.Hour, 0} {
		if err := Move(cmd.Process.Pid, ahead); err != nil {
			t.Fatal(err)
		}
		wall, counted := ask()
		if off := wall.Sub(time.Now().Add(ahead)).Abs(); off > time.Hour/2 {
			t.Errorf("moved by %v, it is %v off", ahead, off)
		}
		if counted < before || counted-before > time.Hour/2 {
			t.Errorf("moved by %v, what counts on went from %v to %v", ahead, before, counted)
		}
		before = counted
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}
