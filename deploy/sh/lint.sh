#!/usr/bin/env bash
# gofmt and go vet over every package of the module; says which files are not formatted.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

crooked=$(go list -f '{{.Dir}}' ./... | while read -r dir; do gofmt -l "$dir"/*.go; done)
if [ -n "$crooked" ]; then
	printf 'gofmt would change:\n%s\n' "$crooked" >&2
	exit 1
fi
go vet ./...
