#!/usr/bin/env bash
# `make shots`: the pictures of the README and the guides, and the film, taken of the real app into
# deploy/panduan/gambar. `make test` takes them again and fails where one is stale.
#
#   deploy/shots.sh BINARY
set -euo pipefail
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/sh/find.sh

find_services browser
cd frontend
JT_TEST_SHOTS_WRITE=1 JT_TEST_BINARY=$binary JT_TEST_CHROMIUM=$CHROMIUM npm run e2e -- test/e2e/gambar.e2e.ts test/e2e/film.e2e.ts
