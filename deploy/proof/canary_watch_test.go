package proof

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// watch opens a socket and a stream of events for everybody at every place that lets them,
// and opens them again when they end: an office that changes closes them.
func (s *scene) watch() {
	s.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var all, open sync.WaitGroup
	for login, p := range s.people {
		for i, a := range places {
			at, where := p.at(s.town.nodes[i%len(s.town.nodes)]), "/live?area="+url.QueryEscape(a)
			if cursor := s.cursor(p, a); cursor != "" {
				where += "&after=" + cursor // who comes back misses nothing
			}
			for _, look := range []func(*scene, context.Context, *person, string, string, func()) bool{(*scene).socket, (*scene).events} {
				open.Add(1)
				opened := sync.OnceFunc(open.Done)
				all.Go(func() {
					times := 0
					for look(s, ctx, at, login, where, opened) && ctx.Err() == nil {
						times++
						pause(20 * time.Millisecond)
					}
					if opened(); times > 0 && ctx.Err() == nil {
						s.Errorf("%s watched %s and was refused when coming back", login, a)
					}
				})
			}
		}
	}
	s.Cleanup(func() {
		cancel()
		all.Wait()
	})
	open.Wait()
}

// cursor gives the place of a board in its log; "" where somebody sees none, or has no
// streams there.
func (s *scene) cursor(p *person, area string) string {
	got, err := p.send("GET", "/board?area="+url.QueryEscape(area), "", nil)
	var b board
	if err != nil || got.status != http.StatusOK || json.Unmarshal(got.body, &b) != nil || strings.Count(area, ".") < 3 {
		return ""
	}
	return b.Cursor
}

// socket keeps what comes on a WebSocket; false where somebody may not watch.
func (s *scene) socket(ctx context.Context, p *person, login, where string, opened func()) bool {
	d := websocket.Dialer{Subprotocols: []string{"jogotonggo.v1"}}
	conn, res, err := d.DialContext(ctx, "ws"+p.node.url("%s", where)[len("http"):], http.Header{"Authorization": {"Bearer " + p.token}})
	if err != nil {
		if ctx.Err() == nil && (res == nil || res.StatusCode >= 500) {
			s.Errorf("%s watches %s: %v", login, where, err)
		}
		return false
	}
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	defer conn.Close()
	opened()
	for {
		_, raw, err := conn.ReadMessage()
		if err != nil {
			return true
		}
		s.keep(piece{"frame", login, "socket of " + where, raw})
	}
}

// events keeps what comes as server-sent events.
func (s *scene) events(ctx context.Context, p *person, login, where string, opened func()) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.node.url("%s", where), nil)
	if err != nil {
		s.Error(err)
		return false
	}
	req.Header.Set("Accept", "text/event-stream")
	req.Header.Set("Authorization", "Bearer "+p.token)
	res, err := (&http.Client{Transport: p.http.Transport}).Do(req)
	if err != nil {
		if ctx.Err() == nil {
			s.Errorf("%s follows %s: %v", login, where, err)
		}
		return false
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return false
	}
	opened()
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		s.keep(piece{"frame", login, "events of " + where, bytes.Clone(lines.Bytes())})
	}
	return true
}
