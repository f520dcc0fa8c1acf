#!/usr/bin/env bash
# Builds the image around a binary and looks at it: what is in it, as whom it runs, and
# whether its binary serves from it with nothing else at hand.
#
#   deploy/sh/try-image.sh BINARY
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. deploy/sh/find.sh
. deploy/sh/private.sh

first docker buildah >/dev/null || install_packages buildah
command -v buildah >/dev/null || { echo "missing: buildah (apt-get install buildah)" >&2; exit 1; }
deploy/sh/image.sh "$1" jogotonggo:try

container=$(buildah from --pull-never jogotonggo:try)
node=""
finish() {
	[ -z "$node" ] || kill "$node" 2>/dev/null || true
	buildah rm "$container" >/dev/null
}
trap finish EXIT
root=$(buildah mount "$container")

say "what is in it"
(cd "$root" && find . -type f -printf '%9s %m %U %p\n')
[ "$(cd "$root" && find . -type f | sort | tr '\n' ' ')" = "./etc/ssl/certs/ca-certificates.crt ./jogotonggo " ]
[ "$(stat -c %u:%g "$root/data")" = 65532:65532 ]
buildah inspect --type image --format '{{.Docker.Config.User}} {{.Docker.Config.Entrypoint}} {{.Docker.Config.Cmd}} {{.Docker.Config.Healthcheck}}' jogotonggo:try

say "and whether it serves, from this root alone and as its user"
port=$(free_port)
# inside COMMAND...: the binary with nothing of this machine but its root.
inside() { env -i PATH="$PATH" JT_ADDR="127.0.0.1:$port" chroot --userspec=65532:65532 "$root" /jogotonggo "$@"; }
inside version
env -i PATH="$PATH" TZ=Asia/Jakarta JT_DATA=/data JT_ADDR="127.0.0.1:$port" \
	chroot --userspec=65532:65532 "$root" /jogotonggo serve &
node=$!
until_true 60 inside healthy || { echo "it did not become ready" >&2; exit 1; }
kill -TERM "$node"
wait "$node"
node=""
! inside healthy 2>/dev/null || { echo "it calls a stopped node healthy" >&2; exit 1; }
echo "ready as 65532, stopped when told to, and unhealthy when stopped"
