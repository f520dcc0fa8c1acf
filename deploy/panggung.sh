#!/usr/bin/env bash
# `make panggung`: one page with four live panes on two supervised nodes, with a PostgreSQL and a
# Redis of their own. For this machine alone. Ctrl-C stops everything and leaves nothing behind.
#
#   deploy/panggung.sh BINARY
#   JT_PANGGUNG_PORT=8090   the page's port, 0 for any free one
set -euo pipefail
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/sh/find.sh
. deploy/sh/private.sh

stage=""
finish() {
	local code=$?
	trap - EXIT
	[ -z "$stage" ] || kill -TERM "$stage" 2>/dev/null || true
	[ -z "$stage" ] || wait "$stage" 2>/dev/null || true
	stop_private
	exit $code
}
trap finish EXIT
trap 'exit 0' INT TERM HUP

find_services
private_folder
set -m # in groups of their own: Ctrl-C reaches this script, which stops them in order
start_postgres
mkdir "$PRIVATE/stage"
go build -o "$PRIVATE/panggung" ./deploy/panggung
"$PRIVATE/panggung" -addr "127.0.0.1:${JT_PANGGUNG_PORT:-8090}" -binary "$binary" -redis "$REDIS" -database "$PG_URL" -work "$PRIVATE/stage" &
stage=$!
wait "$stage"
