package rtrw

import (
	"context"
	"encoding/json"
	"fmt"
)

// Make makes an opening move from inside the house, where nobody sent a command: the invite door
// and the first day of a kelurahan do. Fields are what a body would say. It is judged like any
// other, by who is at the door; key is the new case's id.
func (d *Desk) Make(ctx context.Context, key, service, move string, by Viewer, area Area, fields map[string]any) error {
	_, m, err := d.Registry.find(service, move)
	if err != nil {
		return fmt.Errorf("make %s/%s: %w", service, move, err)
	}
	body, err := json.Marshal(fields)
	if err != nil {
		return fmt.Errorf("make %s/%s: %w", service, move, err)
	}
	input := m.NewInput()
	if err := json.Unmarshal(body, input); err != nil {
		return fmt.Errorf("make %s/%s: %w", service, move, err)
	}
	_, err = d.Do(ctx, &Command{Service: service, Move: move, Key: key, Viewer: by, Area: area, Input: input, Body: body})
	return err
}
