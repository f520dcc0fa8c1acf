package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"jogotonggo/frontend"
	"jogotonggo/hub"
	"jogotonggo/hub/redis"
	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/api"
	"jogotonggo/server/carry"
	"jogotonggo/server/config"
	"jogotonggo/server/demo"
	"jogotonggo/server/push"
	"jogotonggo/server/web"
)

// house is the whole server, put together: store → desk → hub → door.
type house struct {
	cfg     *serve
	log     *slog.Logger
	now     func() time.Time
	store   *store.Store
	desk    *rtrw.Desk
	hub     *hub.Hub
	bell    *push.Bell
	numbers *prometheus.Registry
	found   *founding  // nil: somebody lives here
	life    *demo.Life // nil: these are real people
	leaving atomic.Bool
}

// build opens the store and puts everything in front of it. Who builds a house closes it.
func build(ctx context.Context, n *config.Node, cfg *serve, log *slog.Logger) (*house, error) {
	at, err := storeConfig(n, log)
	if err != nil {
		return nil, err
	}
	at.Now = cfg.Clock()
	return raise(ctx, at, cfg, log)
}

// raise is build on a ledger that is described already, with its clock and its services.
func raise(ctx context.Context, at store.Config, cfg *serve, log *slog.Logger) (h *house, err error) {
	h = &house{cfg: cfg, log: log, now: at.Now, numbers: prometheus.NewRegistry()}
	at.Published = func(es []rtrw.Entry) {
		h.hub.Published(notices(h.desk.Streams, es))
		h.bell.Poke()
	}
	if h.store, err = store.Open(ctx, at); err != nil {
		return nil, err
	}
	if err := h.furnish(ctx, at.Registry); err != nil {
		return nil, errors.Join(err, h.store.Close())
	}
	return h, nil
}

// furnish makes what stands on the store. Nothing is committed before it is done.
func (h *house) furnish(ctx context.Context, services *rtrw.Registry) error {
	cursors, err := rtrw.NewCursors(h.store.Subkey("cursors"))
	if err != nil {
		return err
	}
	h.desk = &rtrw.Desk{Registry: services, Ledger: h.store, Cursors: cursors, Streams: rtrw.NewStreams(h.store.Subkey("streams")), Keys: h.store.Keys(), Notary: notary(h.store), Now: h.now}
	bus, err := h.bus()
	if err != nil {
		return err
	}
	live := hub.Config{Log: noticed{h.store, h.desk.Streams}, Bus: bus, Cursors: cursors, Epoch: h.store.Epoch, Logger: h.log}
	if h.cfg.Limits == "off" {
		live.MaxPerAccount = -1 // a crowd on one demo login is no flood
	}
	h.hub = hub.New(live)
	if h.bell, err = h.newBell(); err != nil {
		return err
	}
	h.numbers.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), watched{h.hub}, ringing{h.bell})
	if h.cfg.Demo {
		return h.settle(ctx)
	}
	if err := h.notTheDemo(ctx); err != nil {
		return err
	}
	h.found, err = newFounding(ctx, h.store)
	return err
}

// notary signs what is published, with a key that follows from the secret.
func notary(s *store.Store) *rtrw.Notary {
	return rtrw.NewNotary(s.Subkey("head salts"), s.Subkey("head signature"))
}

// Lines of other nodes are looked for soon; the embedded database has one node, which pokes.
const (
	callsShared = time.Second
	callsAlone  = 30 * time.Second
)

func (h *house) newBell() (*push.Bell, error) {
	hosts, err := push.NewHosts(h.cfg.PushHosts)
	if err != nil {
		return nil, err
	}
	every := callsAlone
	if h.store.Shared() {
		every = callsShared
	}
	return push.New(push.Config{Memory: h.store, Registry: h.desk.Registry, Seed: h.store.Subkey("push"), Hosts: hosts, Contact: h.cfg.Contact(),
		Lease: h.store.Lease, Every: every, Now: h.now, Log: h.log}), nil
}

func (h *house) bus() (hub.Bus, error) {
	if h.cfg.RedisURL == "" {
		return hub.NewMemory(), nil
	}
	return redis.New(redis.Config{URL: h.cfg.RedisURL, Key: h.store.Subkey("bus"), Epoch: h.store.Epoch, Logger: h.log})
}

// door gives the handler of the whole server.
func (h *house) door(n *config.Node) (http.Handler, error) {
	cfg, err := h.behind(n)
	if err != nil {
		return nil, err
	}
	return api.New(cfg)
}

// behind is what the door stands in front of.
func (h *house) behind(n *config.Node) (cfg api.Config, err error) {
	origins := h.cfg.Allowed()
	pages, err := web.New(frontend.FS(), origins, h.cfg.LAN)
	if err != nil {
		return cfg, err
	}
	if !pages.Built() {
		h.log.Warn("no_front_end", "make_it", web.Build)
	}
	in := people{h.store, h.desk}
	cfg = api.Config{
		Desk: h.desk, Accounts: in, Invites: in, Kiosks: in, Places: in, Records: in, Phones: phones{h.store, h.bell}, Photos: h.store, Live: h.hub, Setup: &firstDay{store: h.store, desk: h.desk}, Carry: carry.New(h.store.Subkey), Ready: h.ready, Pages: pages, Metrics: h.numbers,
		About: h.about(n), Log: h.log, Now: h.now, Origins: origins, Proxies: h.cfg.TrustedProxies,
		Loopback: h.cfg.Loopback(), Limited: h.cfg.Limits != "off", MetricsToken: h.cfg.MetricsToken,
	}
	if h.found != nil {
		cfg.Founding = h.found
	}
	return cfg, nil
}

func (h *house) about(n *config.Node) api.About {
	a := api.About{Version: versionOf(), Demo: h.cfg.Demo, TimeZone: "Asia/Jakarta", Bus: "memory", Database: "sqlite", Epoch: rtrw.EpochName(h.store.Epoch())}
	if from := h.store.Restored(); from != nil {
		a.Restored = &api.Restored{BackupAt: from.At.UTC().Format(time.RFC3339), From: from.From}
	}
	if n.DatabaseURL != "" {
		a.Database = "postgres"
	}
	if h.cfg.RedisURL != "" {
		a.Bus = "redis"
	}
	if h.cfg.Demo {
		a.Logins = demoLogins()
	}
	return a
}

var errLeaving = errors.New("the server is stopping")

func (h *house) ready(ctx context.Context) error {
	if h.leaving.Load() {
		return errLeaving
	}
	return h.store.Ping(ctx)
}

// live runs what goes on beside requests until ctx ends: clocks, the demo's life, and
// letting sockets go whose account has changed.
func (h *house) live(ctx context.Context) {
	var work sync.WaitGroup
	clocks := rtrw.Scheduler{Desk: h.desk, Lease: h.store.Lease, Key: h.store.Subkey("clocks"), Wake: h.store.Wake(), Log: h.log}
	work.Go(func() { clocks.Run(ctx) })
	work.Go(func() { h.dismiss(ctx) })
	work.Go(func() { h.tidy(ctx) })
	work.Go(func() { h.remember(ctx) })
	work.Go(func() { h.bell.Run(ctx) })
	if h.life != nil {
		work.Go(func() { h.life.Run(ctx) })
	}
	work.Wait()
	if err := h.store.Yield(context.WithoutCancel(ctx)); err != nil {
		h.log.Warn("lease_kept", "error", err)
	}
}

// changesEvery is how soon a revoked device or a lost office is felt on every node.
const changesEvery = 500 * time.Millisecond

func (h *house) dismiss(ctx context.Context) {
	tick := time.NewTicker(changesEvery)
	defer tick.Stop()
	var since int64
	for {
		accounts, now, err := h.store.Changed(ctx, since)
		switch {
		case err == nil:
			h.hub.Dismiss(accounts)
			since = now
		case ctx.Err() == nil:
			h.log.Warn("changes_unread", "error", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// callsKept is how long it is known who was told what when.
const callsKept = 30 * 24 * time.Hour

// tidyEvery is how often what has had its time is looked for.
const tidyEvery = 6 * time.Hour

// tidy goes on with erasures that a stop cut short, and lets data go whose time is over.
func (h *house) tidy(ctx context.Context) {
	tick := time.NewTicker(tidyEvery)
	defer tick.Stop()
	for {
		if err := h.store.CarryOut(ctx); err != nil && ctx.Err() == nil {
			h.log.Error("erasure_unfinished", "error", err)
		}
		if err := h.store.PruneCalls(ctx, h.now().Add(-callsKept)); err != nil && ctx.Err() == nil {
			h.log.Warn("calls_kept", "error", err)
		}
		switch gone, err := h.store.Retain(ctx); {
		case err != nil && ctx.Err() == nil:
			h.log.Warn("retention_unfinished", "error", err)
		case gone > 0:
			h.log.Info("retention", "keys", gone)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}
