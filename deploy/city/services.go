package main

import (
	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/access"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/alert"
	"jogotonggo/rt-rw/arrival"
	"jogotonggo/rt-rw/direct"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/zone"
)

// services are those of the server, which reads what is made here.
func services() *rtrw.Registry {
	return rtrw.NewRegistry(aid.Service(), isolation.Service(), arrival.Service(), member.Service(), direct.Service(), privacy.Service(), access.Service(), zone.Service(), alert.Service())
}
