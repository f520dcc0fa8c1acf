#!/usr/bin/env bash
# `make release`: the committed state, built twice in two folders with caches of their own,
# compared byte by byte, and laid into dist/release with checksums and a bill of materials.
#
#   VERSION=1.0.0 deploy/sh/release.sh     unless said, the version is the tag
#   ONLY=linux/amd64,windows/amd64         fewer targets
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

version=${VERSION:-$(git describe --tags --always)}
version=${version#v}
[ -z "$(git status --porcelain)" ] || echo "note: what is not committed is not in the release" >&2

work=$(mktemp -d "${TMPDIR:-/tmp}/jogo-release.XXXXXX")
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

# make_copy FOLDER NAME: everything from the commit alone; the front end as well.
make_copy() {
	mkdir -p "$work/$1"
	git archive HEAD | tar -x -C "$work/$1"
	(
		cd "$work/$1"
		(cd frontend && npm ci --no-progress --no-audit --no-fund >/dev/null && npm run build >/dev/null)
		go run ./deploy/release -version "$version" -only "${ONLY:-}" -out "$work/$2"
	)
}
echo "== $version, first build"
make_copy a first
echo "== $version, second build, elsewhere and with nothing cached"
GOCACHE="$work/cache" make_copy somewhere/else/entirely second >/dev/null

diff -r "$work/first" "$work/second" || { echo "the two builds differ: this is no release" >&2; exit 1; }
mkdir -p dist
rm -rf dist/release
mv "$work/first" dist/release
echo "== both builds are equal; dist/release holds $(ls dist/release | wc -l) files"
