package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"

	"jogotonggo/deploy/torture/power"
)

// powerCut is the kind of fault that must be known before the node starts.
const powerCut = "power cut"

// watched lets what the node writes be followed from its start.
func (h *house) watched(cmd *exec.Cmd) (started func(), err error) {
	disk, err := power.New(h.data)
	if err != nil {
		return nil, err
	}
	if h.trace, err = power.Dress(cmd, disk); err != nil {
		return nil, err
	}
	return func() { h.trace.Started(cmd) }, nil
}

// unplugged cuts the node's power: it is killed, and goes on with what its disk kept.
func unplugged(ctx context.Context, t *town, rng *rand.Rand) (string, error) {
	h := t.gear.(*house)
	if h.trace == nil {
		if err := h.node.Stop(); err != nil {
			return "", err
		}
		h.node.Dress = h.watched
		if err := h.node.Start(ctx); err != nil {
			return "", err
		}
		t.written(t.journal.acked() + fewAcks/2)
	}
	t.written(t.journal.acked() + rng.IntN(fewAcks))
	h.node.Kill()
	if err := errors.Join(h.trace.Wait(), h.trace.Disk.Whole()); err != nil {
		return "", fmt.Errorf("what the node wrote was not followed: %w", err)
	}
	h.moves++
	before, after := h.data, filepath.Join(t.dir, fmt.Sprintf("data-%d", h.moves))
	left, err := h.trace.Disk.Lose(rng, after)
	if err != nil {
		return "", err
	}
	h.data = after
	if err := h.start(ctx, t); err != nil {
		return "", fmt.Errorf("after %s: %w", left, err)
	}
	return left, os.RemoveAll(before)
}
