#!/usr/bin/env bash
# `make bench-phone`: finds or installs Chromium, then measures a demo town of the built binary.
set -euo pipefail
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
. deploy/sh/find.sh
need_tools
find_services browser
exec node deploy/bench/phone/main.mjs "$binary" "$CHROMIUM"
