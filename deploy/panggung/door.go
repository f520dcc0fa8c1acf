package main

import (
	"net"
	"strings"
)

// home is the host of the stage. Browsers resolve every name below localhost to this machine by
// themselves, treat such pages as safe (workers run), and count the panes as its own site (their
// cookies and memories are no third party's).
const home = "panggung.localhost"

// door is where the stage and its panes are reached.
type door struct{ port string }

func doorOf(at net.Addr) door {
	_, port, _ := net.SplitHostPort(at.String())
	return door{port}
}

func (d door) stage() string          { return "http://" + home + ":" + d.port }
func (d door) origin(p string) string { return "http://" + p + "." + home + ":" + d.port }

// pane tells from a Host header which pane is meant: "" is the stage. Another host is nobody's;
// so no page elsewhere that resolves its own name to this machine gets in.
func (d door) pane(host string) (name string, ours bool) {
	name, ours = strings.CutSuffix(host, home+":"+d.port)
	if !ours || name == "" {
		return "", ours
	}
	name = strings.TrimSuffix(name, ".")
	_, ours = panes[name]
	return name, ours
}

// pane is one of the four screens.
type pane struct {
	login string // of the demo
	path  string // where its app begins
	node  int    // which node it prefers: what one shows was said to the other
}

var panes = map[string]pane{
	"warga": {"warga", "/", 0},
	"rt":    {"rt", "/", 1},
	"meja":  {"staf", "/meja", 0},
	"papan": {"lurah", "/papan", 1},
}
