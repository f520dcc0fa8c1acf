#!/usr/bin/env bash
# `make torture`: one run of the torture rig, with services of its own. It prints its seed; every
# choice follows from it. What a failed run leaves behind stays in the folder that it names.
#
#   MINUTES=40 SEED=7 deploy/torture.sh BINARY
#   BROKEN=1 deploy/torture.sh BINARY   builds servers that are broken on purpose: each must be found out
set -euo pipefail
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/sh/find.sh
. deploy/sh/private.sh

rig=""
finish() {
	local code=$?
	trap - EXIT
	[ -z "$rig" ] || kill -TERM "$rig" 2>/dev/null || true
	[ -z "$rig" ] || wait "$rig" 2>/dev/null || true
	[ $code != 0 ] || stop_private
	exit $code
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

find_services torture
private_folder
set -m # in a group of its own: Ctrl-C reaches this script, which stops it in order
go build -o "$PRIVATE/torture" ./deploy/torture
mkdir -m 711 "$PRIVATE/work"
"$PRIVATE/torture" -minutes "${MINUTES:-5}" -seed "${SEED:-0}" -binary "$binary" -redis "$REDIS" -pgbin "$PGBIN" -work "$PRIVATE/work" ${BROKEN:+-broken} &
rig=$!
code=0
wait "$rig" || code=$?
rig=""
exit $code
