package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	_ "time/tzdata" // an image that holds nothing else knows what TZ means

	"github.com/alecthomas/kong"

	"jogotonggo/server/config"
)

// commands are all commands of the binary; each is a struct with a Run method.
type commands struct {
	config.Node
	Serve   serve   `cmd:"" help:"Serve phones, desks and boards."`
	Migrate migrate `cmd:"" help:"Bring the database's schema up to date, and stop."`
	Verify  verify  `cmd:"" help:"Prove that the log is gapless, its chain whole, and that it gives the rows and tallies. Exit 1 where it does not."`
	Backup  backup  `cmd:"" help:"Write a backup while the server goes on. The secret is not part of it."`
	Restore restore `cmd:"" help:"Fill an empty database from a backup."`
	Sheet   struct {
		Print secretPrint `cmd:"" help:"Print the server's secret as a sheet for the safe."`
	} `cmd:"" name:"secret" help:"The server's secret."`
	Area struct {
		Import areaImport `cmd:"" help:"Read the official areas of the country from the package idn-area-data."`
	} `cmd:"" help:"Official areas."`
	Account struct {
		Create accountCreate `cmd:"" help:"Make an account, with an office if wanted."`
		Reset  accountReset  `cmd:"" help:"Let somebody in again whom no head can reset, such as a lurah without the password."`
	} `cmd:"" help:"Accounts."`
	Healthy healthy    `cmd:"" help:"Ask the node of this machine whether it is ready. Exit 1 where it is not."`
	Version versionCmd `cmd:"" help:"Say which version this is."`
}

// version is set by the linker where a release is built.
var version = ""

// versionOf names what runs: the release, or the commit it was built from.
func versionOf() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return "dev-" + s.Value[:12]
			}
		}
	}
	return "dev"
}

func main() {
	var all commands
	cli := kong.Parse(&all, kong.Name("jogotonggo"), kong.Description("Jogo Tonggo: neighbours look after each other."), kong.UsageOnError())
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: all.Level()}))
	slog.SetDefault(log)
	err := all.Check()
	if err == nil {
		err = cli.Run(&all.Node, log)
	}
	if err = plainly(err, &all.Node); err != nil {
		log.Debug("stopped", "error", errors.Unwrap(err))
		fmt.Fprintln(os.Stderr, "jogotonggo:", err)
		os.Exit(1)
	}
}
