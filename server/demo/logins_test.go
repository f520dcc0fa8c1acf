package demo

import "testing"

// A wish to be forgotten takes a household's accounts away; the demo must know itself after it.
func TestLandmark(t *testing.T) {
	t.Parallel()
	for _, p := range named() {
		if p.Login == Landmark {
			if p.Household != "" {
				t.Errorf("%s lives in %s and can be erased", p.Login, p.Household)
			}
			return
		}
	}
	t.Errorf("nobody is called %s", Landmark)
}
