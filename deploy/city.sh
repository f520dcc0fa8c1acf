#!/usr/bin/env bash
# `make city`: a whole city in two ledgers, one with many lines, one with few, and what reading them
# costs; first in files, then with fewer lines in a PostgreSQL of its own. Nothing is left behind.
#
# Ten million lines need some 20 GB of disk, by what one million took, and 3 GB of memory.
#
#   EVENTS=10000000 PG_EVENTS=1000000 KEEP=deploy/city/RESULTS.md deploy/city.sh BINARY
set -euo pipefail
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/sh/find.sh
. deploy/sh/private.sh

city=""
finish() {
	local code=$?
	trap - EXIT
	[ -z "$city" ] || kill -TERM "$city" 2>/dev/null || true
	[ -z "$city" ] || wait "$city" 2>/dev/null || true
	stop_private
	exit $code
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

find_services
private_folder
set -m # in a group of its own: Ctrl-C reaches this script, which stops it in order
go build -o "$PRIVATE/city" ./deploy/city
mkdir "$PRIVATE/work"
measure() {
	"$PRIVATE/city" -binary "$binary" -dir "$PRIVATE/work" ${KEEP:+-keep "$KEEP"} "$@" &
	city=$!
	local code=0
	wait "$city" || code=$?
	city=""
	return $code
}
measure -events "${EVENTS:-10000000}"
[ "${PG_EVENTS:-1000000}" = 0 ] && exit 0
start_postgres
measure -events "${PG_EVENTS:-1000000}" -postgres "$PG_URL"
