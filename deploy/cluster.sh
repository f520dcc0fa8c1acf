#!/usr/bin/env bash
# `make cluster`: the demo neighbourhood on two nodes of one binary, with a PostgreSQL and
# a Redis of their own. Ctrl-C stops everything and leaves nothing behind.
#
#   deploy/cluster.sh BINARY
#   JT_CLUSTER_PORTS="8080 8081"   the nodes' ports, "0 0" for any free ones
set -euo pipefail
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/sh/find.sh
. deploy/sh/private.sh

nodes=()
finish() {
	local code=$?
	trap - EXIT
	[ ${#nodes[@]} -eq 0 ] || kill -TERM "${nodes[@]}" 2>/dev/null || true
	[ ${#nodes[@]} -eq 0 ] || wait "${nodes[@]}" 2>/dev/null || true
	stop_private
	exit $code
}
trap finish EXIT
trap 'exit 0' INT TERM HUP

read -r -a ports <<<"${JT_CLUSTER_PORTS:-8080 8081}"
for i in 0 1; do
	[ "${ports[$i]}" != 0 ] || ports[$i]=$(free_port)
	port_free "${ports[$i]}" || { echo "port ${ports[$i]} is taken; choose others by JT_CLUSTER_PORTS=\"0 0\"" >&2; exit 1; }
done

find_services
private_folder
set -m # services and nodes in groups of their own: Ctrl-C reaches this script, which stops them in order
start_redis
start_postgres

export JT_DATABASE_URL="$PG_URL" JT_REDIS_URL="redis://127.0.0.1:$REDIS_PORT/0"
JT_SECRET=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
export JT_SECRET

# All villages of the country, as `make run` has them.
areas=frontend/node_modules/idn-area-data
[ ! -d "$areas" ] || "$binary" area import "$areas"

# start_node NUMBER: the second one finds the schema and the demo that the first one made.
start_node() {
	local port=${ports[$(($1 - 1))]} pid
	JT_ADDR="localhost:$port" JT_DATA="$PRIVATE/node$1" "$binary" serve --demo > >(sed "s/^/node $1  /") 2>&1 &
	pid=$!
	nodes+=("$pid")
	until node_ready "$port" 2>/dev/null; do
		kill -0 "$pid" 2>/dev/null || { echo "node $1 has ended" >&2; exit 1; }
		sleep 0.2
	done
}
node_ready() {
	(exec 9<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n' >&9 && head -n 1 <&9 | grep -q ' 200 ')
}
start_node 1
start_node 2

cat <<END

  node 1      http://localhost:${ports[0]}
  node 2      http://localhost:${ports[1]}
  Redis       redis-cli -p $REDIS_PORT psubscribe '*'
  PostgreSQL  psql '$PG_URL'

  Ctrl-C stops everything.

END
while kill -0 "${nodes[0]}" 2>/dev/null && kill -0 "${nodes[1]}" 2>/dev/null; do
	sleep 1 & wait $! # waiting, unlike sleeping, hears Ctrl-C at once
done
echo "a node has ended; stopping the rest" >&2
exit 1
