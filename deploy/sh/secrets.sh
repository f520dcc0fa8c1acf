#!/usr/bin/env bash
# Makes the secrets of compose.yaml, once: deploy/secrets/, which is never committed. What
# is there already stays. The folder is closed to others; the files in it are open, because
# the processes in the containers have numbers of their own and are given single files.
#
#   deploy/sh/secrets.sh [FOLDER]
set -euo pipefail
folder=${1:-$(dirname "${BASH_SOURCE[0]}")/../secrets}
mkdir -p -m 700 "$folder"
cd "$folder"

fresh() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
put() { [ -s "$1" ] || printf '%s\n' "$2" >"$1"; }
put secret "$(fresh 32)"
put metrics_token "$(fresh 16)"
put postgres_password "$(fresh 16)"
put database_url "postgres://jogo:$(cat postgres_password)@postgres:5432/jogo?sslmode=disable"
chmod 444 secret metrics_token postgres_password database_url

echo "Secrets lie in $PWD. Keep a copy of \"secret\" elsewhere: no backup holds it, and without it no sealed text can be read again."
