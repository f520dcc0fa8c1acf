package rtrw

import "context"

// Standing is the open case that a house has in a roll, with who has it in hand.
type Standing struct {
	Case   Case   // its facts and its house
	Holder string // a name; "" nobody has
}

// Roll reads an RT house by house: which have an open case of a service that keeps such a roll,
// and in which state. Houses without one are the answer's other half. It is for those on duty
// whom the service tells the door, and no look into a case: it gives facts, no word of theirs.
func (d *Desk) Roll(ctx context.Context, v Viewer, service string, rt Area) ([]Standing, error) {
	s, ok := d.Registry.Service(service)
	if !ok || len(s.Roll) == 0 {
		return nil, AtField("service", "unknown", "Layanan ini tidak didata rumah demi rumah.")
	}
	if d.Registry.duties(v.withoutGlass(), rt, d.Now())&s.audience&s.doors() == 0 {
		return nil, Errorf(Forbidden, "Daftar rumah hanya untuk petugas di RT ini.")
	}
	return d.Ledger.Roll(ctx, service, s.Roll, rt)
}
