#!/usr/bin/env bash
# `make fuzz SECONDS=60 ONLY=Cursor`: every fuzz target of the tree, one after the other. It finds
# them by their name, so none is forgotten, and fails where one finds a crash or did not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-60} only=${2:-}

said=$(mktemp)
trap 'rm -f "$said"' EXIT
targets=$(grep -rEo --include='*_test.go' '^func Fuzz[A-Za-z0-9]+' hub rt-rw server deploy | sed 's/:func /:/' | sort)
[ -z "$only" ] || targets=$(grep -E "$only" <<<"$targets") || { echo "no fuzz target is called $only" >&2; exit 1; }

red=0 count=0
printf '%-32s %12s %16s %8s\n' "fuzz target, $seconds s each" executions "new interesting" crashes
while IFS=: read -r file name; do
	count=$((count + 1)) crashes=0 code=0
	# A short bound on making inputs smaller: it would take the time from trying new ones.
	go test -run '^$' -fuzz "^$name\$" -fuzztime "${seconds}s" -fuzzminimizetime 200x "./$(dirname "$file")" >"$said" 2>&1 || code=$?
	read -r runs fresh < <(sed -nE 's/.*execs: ([0-9]+) .*new interesting: ([0-9]+).*/\1 \2/p' "$said" | tail -1) || { runs=0 fresh=0; }
	# Go before 1.27 may tell of the end of the time as a failure, without an input that did it (go.dev/issue/75804).
	if grep -q '^    context deadline exceeded$' "$said" && ! grep -qE 'Failing input|panic|fatal error' "$said"; then code=0; fi
	if [ "$code" != 0 ] && grep -q '^--- FAIL' "$said"; then crashes=1; fi
	printf '%-32s %12d %16d %8d\n' "$(dirname "$file") $name" "$runs" "$fresh" "$crashes"
	if [ "$code" != 0 ] || [ "$runs" = 0 ]; then
		red=$((red + 1))
		tail -n 40 "$said" >&2
	fi
done <<<"$targets"
[ "$red" = 0 ] || { echo "$red of $count fuzz targets FAILED: an input that did it lies in testdata/fuzz beside its target; one without executions had too little time, or did not compile" >&2; exit 1; }
echo "$count fuzz targets, 0 crashes"
