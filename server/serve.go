package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"jogotonggo/server/config"
)

type serve struct{ config.Serve }

// The limits of a connection. Answers are small; a socket lives on without them.
const (
	headerTime = 5 * time.Second
	readTime   = 20 * time.Second
	writeTime  = 30 * time.Second
	idleTime   = 120 * time.Second
	headerSize = 16 << 10
	goodbye    = 10 * time.Second // for answers that are under way when the server stops
)

// Run serves until it is told to stop; then sockets are asked to come back, and answers
// that are under way are finished.
func (cmd *serve) Run(n *config.Node, log *slog.Logger) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return cmd.until(ctx, n, log)
}

func (cmd *serve) until(ctx context.Context, n *config.Node, log *slog.Logger) error {
	if err := cmd.Check(); err != nil {
		return err
	}
	listener, err := listen(cmd.Addr, "--addr")
	if err != nil {
		return err
	}
	defer listener.Close()
	if strings.HasSuffix(cmd.Addr, ":0") { // any free port: the origins must name it
		cmd.Addr = listener.Addr().String()
	}
	if len(cmd.Domain) > 0 {
		c, err := newCerts(cmd, n, log)
		if err != nil {
			return err
		}
		listener = c.over(listener)
		defer beside(ctx, c.run)()
	}
	h, err := build(ctx, n, cmd, log)
	if err != nil {
		return err
	}
	handler, err := h.door(n)
	if err != nil {
		return errors.Join(err, h.store.Close())
	}
	h.greet()
	return errors.Join(h.serve(ctx, listener, handler), h.store.Close())
}

// beside starts some work and gives what ends it and waits for it.
func beside(ctx context.Context, run func(context.Context)) (end func()) {
	ctx, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() { run(ctx) })
	return func() {
		stop()
		work.Wait()
	}
}

// serve answers until ctx ends. Whatever it starts has ended when it returns.
func (h *house) serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	srv := &http.Server{
		Handler: handler, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime, MaxHeaderBytes: headerSize,
		ErrorLog: slog.NewLogLogger(h.log.Handler(), slog.LevelDebug),
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var work sync.WaitGroup
	var hubErr, serveErr error
	work.Go(func() { hubErr = h.hub.Run(ctx) })
	work.Go(func() { h.live(ctx) })
	work.Go(func() {
		if serveErr = srv.Serve(listener); errors.Is(serveErr, http.ErrServerClosed) {
			serveErr = nil
		}
		stop() // a listener that failed ends the rest too
	})
	<-ctx.Done()
	h.leaving.Store(true)
	h.log.Info("stopping")
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), goodbye)
	defer cancel()
	shutErr := srv.Shutdown(patience)
	work.Wait()
	return errors.Join(serveErr, shutErr, hubErr)
}

// greet says where to go, on the terminal of who started the server.
func (h *house) greet() {
	at := h.cfg.Addresses()
	h.log.Info("serving", "addr", h.cfg.Addr, "version", versionOf(), "demo", h.cfg.Demo, "lan", h.cfg.LAN)
	if len(at) == 0 {
		at = append(h.cfg.Origins, "http://"+h.cfg.Addr)
	}
	fmt.Printf("Jogo Tonggo: %s\n", at[0])
	if h.cfg.Unreachable() {
		fmt.Println("HP belum dapat memakai alamat ini: beri nama dengan --domain, sebut proxy di depannya dengan --trusted-proxies dan --origins, atau dalam keadaan darurat pakai --lan.")
	}
	if h.cfg.LAN {
		h.greetRoom(at)
	}
	if h.found != nil {
		fmt.Printf("Belum ada akun. Buka sekali saja: %s/masuk#awal/%s\n", at[0], h.found.Code())
	}
}
