package main

import (
	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/zone"
)

// services is what this server offers. A service is a folder of rt-rw and a line here.
func services() *rtrw.Registry {
	return rtrw.NewRegistry(
		aid.Service(),
		isolation.Service(),
		member.Service(),
		zone.Service(),
	)
}
