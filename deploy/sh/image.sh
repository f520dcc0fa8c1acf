#!/usr/bin/env bash
# The image around a binary that is built already: Dockerfile with MADE=given. It pulls
# nothing, so it works where no registry can be reached.
#
#   deploy/sh/image.sh BINARY [TAG]
set -euo pipefail
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
tag=${2:-jogotonggo}
! ldd "$binary" >/dev/null 2>&1 || { echo "$binary needs libraries, and the image has none: build it with CGO_ENABLED=0" >&2; exit 1; }
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# What the stage "compiled" leaves in /out.
rm -rf dist/image
mkdir -p dist/image/data dist/image/etc/ssl/certs
cp "$binary" dist/image/jogotonggo
cp /etc/ssl/certs/ca-certificates.crt dist/image/etc/ssl/certs/
chmod -R a+rX dist/image

if docker version >/dev/null 2>&1; then
	docker build -f deploy/Dockerfile -t "$tag" --build-arg MADE=given .
elif command -v buildah >/dev/null; then
	# Without a kernel's leave for namespaces a chroot does; nothing is run in this image.
	buildah bud --isolation chroot --format docker --ignorefile deploy/Dockerfile.dockerignore --pull=false \
		-f deploy/Dockerfile -t "$tag" --build-arg MADE=given .
else
	echo "missing: docker (with its engine) or buildah; on Debian or Ubuntu: apt-get install buildah" >&2
	exit 1
fi
