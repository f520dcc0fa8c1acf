#!/usr/bin/env bash
# `make test`: everything that must pass, against real services. Nothing is skipped: what
# is missing fails. Private instances of Redis and PostgreSQL run on free ports while it
# lasts. deploy/README.md says how to run the proofs in full.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/sh/find.sh
. deploy/sh/private.sh

# Settings of the caller's own server are none of the tests' business.
for name in $(compgen -e JT_ || true); do
	case $name in JT_PROOF_* | JT_TEST_CHROMIUM) ;; *) unset "$name" ;; esac
done

export JT_PROOF_KILLS=${JT_PROOF_KILLS:-10} JT_PROOF_CUTS=${JT_PROOF_CUTS:-40}

# Each step runs in a process group of its own, so that Ctrl-C ends all of it at once.
group=""
run() {
	set -m
	"$@" &
	group=$!
	set +m
	local code=0
	wait "$group" || code=$?
	group=""
	return $code
}
finish() {
	local code=$?
	trap - EXIT
	[ -z "$group" ] || kill -TERM -- "-$group" 2>/dev/null || true
	stop_private
	[ $code = 0 ] || printf '\nmake test FAILED (%s) after %d s\n' "${step:-start}" "$SECONDS" >&2
	exit $code
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

begin() { step=$1 && say "$1 (at $SECONDS s)"; }
npm_in() { (cd frontend && npm "$@"); }
has_script() { (cd frontend && node -e 'process.exit(require("./package.json").scripts[process.argv[1]] ? 0 : 1)' "$1"); }

[ -t 1 ] || export NO_COLOR=1
begin "services"
need_tools
find_services browser
private_folder
start_redis
start_postgres "-c fsync=off"
report="$PRIVATE/report"
mkdir "$report" "$PRIVATE/tmp"
export TMPDIR="$PRIVATE/tmp" # what a test that is cut short leaves behind goes with the rest
export JT_TEST_REDIS_URL="redis://127.0.0.1:$REDIS_PORT/0" JT_TEST_DATABASE_URL="$PG_URL"
export JT_TEST_CHROMIUM="$CHROMIUM" JT_TEST_REDIS_SERVER="$REDIS" JT_TEST_CADDY="$CADDY" JT_TEST_SYSTEMD_ANALYZE="$ANALYZE"
versions() {
	go version
	echo "Node $(node --version)"
	"$REDIS" --version | sed 's/ sha=.*//'
	as_postgres "$PGBIN/postgres" --version
	"$CHROMIUM" --version 2>/dev/null
	echo "Caddy $("$CADDY" version)"
}
versions | tee "$report/versions"

begin "front end: install, types, unit tests, build"
run npm_in ci --no-progress
run npm_in run check
run npm_in test -- --reporter=default --reporter=json --outputFile.json="$report/vitest.json"
run npm_in run build

begin "gofmt and go vet"
run deploy/sh/lint.sh

begin "one binary"
run go build -o dist/jogotonggo ./server
export JT_TEST_BINARY="$PWD/dist/jogotonggo"

begin "generated types"
run deploy/sh/types.sh dist/jogotonggo --check

# The black-box proofs measure seconds and milliseconds, so they run after the rest and alone.
begin "Go tests"
go_tests() { go test -json -count=1 "$@" | go run ./deploy/count -save "$report/go.json"; }
run go_tests $(go list ./... | grep -v '/deploy/proof$')

begin "proofs"
run go_tests ./deploy/proof

begin "torture"
run env MINUTES="${JT_PROOF_TORTURE:-5}" deploy/torture.sh dist/jogotonggo

begin "browser journeys"
# A shared machine may stand still for seconds, and a browser with it. A journey that failed is travelled once more, alone;
# a fault of ours fails again, and one that does not is named at the end, to be found.
journeys() { run npm_in run e2e -- --reporter=default --reporter=json --outputFile.json="$report/$1.json" "${@:2}"; }
unsteady=""
if has_script e2e; then
	if ! journeys e2e; then
		unsteady=$(node deploy/sh/failed.mjs "$report/e2e.json" "$PWD/frontend" 3)
		begin "once more: $unsteady"
		journeys e2e-again $unsteady
	fi
else
	echo "frontend has no script named e2e: the browser journeys are missing" >&2
	exit 1
fi

say "all passed in $SECONDS s"
cat "$report/versions"
go run ./deploy/count -total "$report"
[ -z "$unsteady" ] || printf '\nUNSTEADY, passed only the second time: %s\n' "$unsteady"
