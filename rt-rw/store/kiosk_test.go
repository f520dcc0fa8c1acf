package store_test

import (
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store/storetest"
)

// TestKiosk: a code lets one screen in, as nobody; what is taken down opens nothing.
func TestKiosk(t *testing.T) {
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		s, ctx := e.Open(), t.Context()
		const kelurahan = rtrw.Area("33.74.08.1006")
		lurah := rtrw.Viewer{Account: "lurah", Grants: []rtrw.Grant{{Role: rtrw.Lurah, Area: kelurahan}}}
		if _, err := s.NewKiosk(ctx, lurah, "33.74.08.1001"); rtrw.CodeOf(err) != rtrw.Forbidden {
			t.Errorf("a screen elsewhere: %v", err)
		}
		if _, err := s.NewKiosk(ctx, lurah, kelurahan+"/RW04"); rtrw.CodeOf(err) != rtrw.Invalid && rtrw.CodeOf(err) != rtrw.Refused {
			t.Errorf("a screen of an RW: %v", err)
		}
		k, err := s.NewKiosk(ctx, lurah, kelurahan)
		if err != nil {
			t.Fatal(err)
		}
		in, err := s.OpenKiosk(ctx, k.Code, "a television")
		if err != nil || len(in.Viewer.Grants) != 1 || in.Viewer.Grants[0].Role != rtrw.Kiosk || in.Viewer.Grants[0].Area != kelurahan || in.Viewer.Household != "" {
			t.Fatalf("%+v, %v", in, err)
		}
		if _, err := s.OpenKiosk(ctx, k.Code, ""); rtrw.CodeOf(err) != rtrw.NotFound {
			t.Errorf("twice: %v", err)
		}
		if _, err := s.OpenKiosk(ctx, "x", ""); rtrw.CodeOf(err) != rtrw.NotFound {
			t.Errorf("another code: %v", err)
		}
		list, err := s.Kiosks(ctx, lurah, kelurahan)
		if err != nil || len(list) != 1 || list[0].Code != "" || list[0].Opened == 0 {
			t.Errorf("%+v, %v", list, err)
		}
		if err := s.CloseKiosk(ctx, lurah, k.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Session(ctx, in.Token); rtrw.CodeOf(err) != rtrw.SignedOut {
			t.Errorf("taken down: %v", err)
		}
		if err := s.CloseKiosk(ctx, lurah, k.ID); rtrw.CodeOf(err) != rtrw.NotFound {
			t.Errorf("taken down twice: %v", err)
		}
		waiting, err := s.NewKiosk(ctx, lurah, kelurahan)
		if err != nil || s.CloseKiosk(ctx, lurah, waiting.ID) != nil {
			t.Fatal("a code that nobody used")
		}
		if _, err := s.OpenKiosk(ctx, waiting.Code, ""); rtrw.CodeOf(err) != rtrw.NotFound {
			t.Errorf("a code taken back: %v", err)
		}
	})
}
