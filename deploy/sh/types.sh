#!/usr/bin/env bash
# The front end's types of the wire follow from the server's own description of itself.
#
#   deploy/sh/types.sh BINARY          writes frontend/src/core/api.gen.d.ts
#   deploy/sh/types.sh BINARY --check  fails where the committed file is stale
set -euo pipefail
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. deploy/sh/private.sh
file=$PWD/frontend/src/core/api.gen.d.ts

node_pid=""
finish() {
	local code=$?
	[ -z "$node_pid" ] || kill "$node_pid" 2>/dev/null || true
	stop_private
	exit $code
}
trap finish EXIT
private_folder
port=$(free_port)
unset $(compgen -v JT_ || true) # whatever the caller's own server is told
JT_ADDR="127.0.0.1:$port" JT_DATA="$PRIVATE/data" "$binary" serve >"$PRIVATE/log" 2>&1 &
node_pid=$!
read_description() {
	node -e 'fetch(process.argv[1]).then(async (r) => { if (!r.ok) throw r.status; process.stdout.write(await r.text()) }).catch(() => process.exit(1))' \
		"http://127.0.0.1:$port/api/v1/openapi.json" >"$PRIVATE/openapi.json"
}
until_true 30 read_description || { echo "the server does not describe itself:" >&2; cat "$PRIVATE/log" >&2; exit 1; }

(cd frontend && ./node_modules/.bin/openapi-typescript "$PRIVATE/openapi.json" -o "$PRIVATE/api.gen.d.ts" >/dev/null)
if [ "${2:-}" != --check ]; then
	cp "$PRIVATE/api.gen.d.ts" "$file"
elif ! diff -u "$file" "$PRIVATE/api.gen.d.ts" >"$PRIVATE/diff"; then
	head -40 "$PRIVATE/diff" >&2
	echo "the generated types are stale: make types" >&2
	exit 1
fi
