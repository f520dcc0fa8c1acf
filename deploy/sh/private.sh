# Sourced after find.sh. Private instances of Redis and PostgreSQL in a folder of their
# own, on free ports of the loopback, and gone with whoever started them.

# private_folder: makes $PRIVATE. PostgreSQL's own user must be able to pass through it.
private_folder() {
	PRIVATE=$(mktemp -d "${TMPDIR:-/tmp}/jogo.XXXXXX")
	chmod 711 "$PRIVATE"
}

# port_free PORT: nobody listens there.
port_free() { ! (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port: prints one below the range from which outgoing connections are numbered.
free_port() {
	local port
	for _ in $(seq 100); do
		port=$((15000 + RANDOM % 16000))
		if port_free "$port"; then
			echo "$port"
			return
		fi
	done
	echo "no free port between 15000 and 31000" >&2
	return 1
}

# until_true SECONDS COMMAND...: tries until it holds.
until_true() {
	local end=$((SECONDS + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		[ $SECONDS -lt $end ] || return 1
		sleep 0.1
	done
}

# start_redis: sets REDIS_PORT. It keeps nothing on disk: the log of the database is the
# only truth, and Redis only carries news.
start_redis() {
	REDIS_PORT=$(free_port)
	"$REDIS" --port "$REDIS_PORT" --bind 127.0.0.1 --save '' --appendonly no --dir "$PRIVATE" >"$PRIVATE/redis.log" 2>&1 &
	REDIS_PID=$!
	if ! until_true 15 redis_answers; then
		echo "Redis did not start:" >&2
		tail -5 "$PRIVATE/redis.log" >&2
		return 1
	fi
}

redis_answers() {
	kill -0 "$REDIS_PID" && (exec 9<>"/dev/tcp/127.0.0.1/$REDIS_PORT" && printf 'PING\r\n' >&9 && head -c 5 <&9 | grep -q PONG)
}

# as_postgres COMMAND...: PostgreSQL refuses to run as root.
as_postgres() {
	if [ "$(id -u)" = 0 ]; then
		(cd "$PRIVATE" && runuser -u "$PG_USER" -- "$@")
	else
		"$@"
	fi
}

# start_postgres [OPTION]: sets PG_PORT and PG_URL; the option goes to the server.
start_postgres() {
	PG_PORT=$(free_port) PG_USER=postgres
	id -u postgres >/dev/null 2>&1 || PG_USER=nobody
	mkdir "$PRIVATE/pg"
	[ "$(id -u)" != 0 ] || chown "$PG_USER" "$PRIVATE/pg"
	as_postgres "$PGBIN/initdb" -D "$PRIVATE/pg" -A trust -U jogo -E UTF8 --locale=C --no-sync >"$PRIVATE/initdb.log" 2>&1 ||
		{ tail -5 "$PRIVATE/initdb.log" >&2; return 1; }
	as_postgres "$PGBIN/pg_ctl" -D "$PRIVATE/pg" -w -t 30 -l "$PRIVATE/pg/server.log" start \
		-o "-p $PG_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 ${1:-}" >/dev/null ||
		{ tail -5 "$PRIVATE/pg/server.log" >&2; return 1; }
	PG_UP=yes
	PG_URL="postgres://jogo@127.0.0.1:$PG_PORT/postgres?sslmode=disable"
}

# stop_private: stops what was started and removes the folder; may be called at any time.
stop_private() {
	[ -z "${REDIS_PID:-}" ] || kill -9 "$REDIS_PID" 2>/dev/null || true
	[ -z "${PG_UP:-}" ] || as_postgres "$PGBIN/pg_ctl" -D "$PRIVATE/pg" -m immediate -w stop >/dev/null 2>&1 || true
	[ -z "${PRIVATE:-}" ] || rm -rf "$PRIVATE"
	REDIS_PID="" PG_UP="" PRIVATE=""
}
