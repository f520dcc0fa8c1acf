package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	var set settings
	flag.StringVar(&set.addr, "addr", "127.0.0.1:8090", "loopback address of the stage; port 0 takes a free one")
	flag.StringVar(&set.binary, "binary", "dist/jogotonggo", "the server")
	flag.StringVar(&set.redis, "redis", "redis-server", "the program of Redis")
	flag.StringVar(&set.database, "database", "", "address of an empty PostgreSQL on this machine")
	flag.StringVar(&set.work, "work", "", "empty folder for logs and copies")
	flag.StringVar(&set.tokens, "tokens", "frontend/src/ui/tokens.css", "the app's colours")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, set); err != nil {
		fmt.Fprintln(os.Stderr, "panggung:", err)
		os.Exit(1)
	}
}

// run opens the stage and keeps it open until ctx ends. Whatever it started has ended then.
func run(ctx context.Context, set settings) error {
	if err := set.check(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", set.addr)
	if err != nil {
		return fmt.Errorf("the stage cannot open at %s, choose another port by JT_PANGGUNG_PORT: %w", set.addr, err)
	}
	defer listener.Close()
	door := doorOf(listener.Addr())
	town, err := openCluster(ctx, set, door)
	if err != nil {
		return err
	}
	defer town.close()
	log, err := openLedger(set.database)
	if err != nil {
		return err
	}
	defer log.Close()
	stage := newStage(set, door, town, &tally{log: log})
	srv := &http.Server{Handler: stage, ConnContext: withConn, ReadHeaderTimeout: 5 * time.Second}
	served := make(chan error, 1)
	go func() { served <- srv.Serve(listener) }()
	fmt.Printf("Panggung: %s\n", door.stage())
	select {
	case err = <-served:
	case <-ctx.Done():
		err = srv.Close() // sockets of panes have no end of their own to wait for
		<-served
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}
