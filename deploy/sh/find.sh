# Sourced. Finds the programs that the tests and the cluster need: Redis, PostgreSQL and,
# for the tests, Chromium and strace. Where apt is at hand and one may use it, what is missing is
# installed; else everything missing is named at once, and the caller fails.

# say NAME: one line for people.
say() { printf '== %s\n' "$*"; }

# first COMMAND...: prints the path of the first that exists.
first() {
	local name
	for name in "$@"; do
		command -v -- "$name" 2>/dev/null && return
	done
	return 1
}

# Debian keeps initdb and pg_ctl out of the PATH; the newest version is taken.
find_postgres_dir() {
	local file
	for file in $(ls -d /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb /opt/homebrew/opt/postgresql*/bin/initdb 2>/dev/null | sort -rV) "$(command -v initdb)"; do
		if [ -x "$file" ] && [ -x "${file%/*}/pg_ctl" ]; then
			printf '%s\n' "${file%/*}"
			return
		fi
	done
	return 1
}

find_chromium() {
	first "${JT_TEST_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"
}

# find_debian_tool PROGRAM [PACKAGE]: the program of the machine, else the one in Debian's
# package, unpacked into dist/tools: nothing is installed, and no service started.
find_debian_tool() {
	local program=$1 package=${2:-$1} tools
	tools="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/dist/tools/$package" # of the repository, wherever one stands
	first "$program" "$tools/usr/bin/$program" && return
	command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
	(
		mkdir -p "$tools"
		cd "$tools"
		apt-get download -q "$package" || { apt-get update -q && apt-get download -q "$package"; }
		dpkg-deb -x "$package"_*.deb .
		rm -f "$package"_*.deb
	) >/dev/null 2>&1
	first "$tools/usr/bin/$program"
}

# Pictures are compared with kept ones, so every machine must draw the same letters.
has_letters() {
	[ -n "$(find /usr/share/fonts /usr/local/share/fonts ~/.fonts ~/.local/share/fonts ~/Library/Fonts /Library/Fonts -iname 'LiberationSans-Regular*' -print -quit 2>/dev/null)" ]
}

look() { # look [browser|torture]: sets REDIS, PGBIN, CHROMIUM, CADDY, ANALYZE, and missing/packages for what was not found
	missing=() packages=()
	REDIS=$(first redis-server) || { missing+=("Redis (redis-server)") packages+=(redis-server); }
	PGBIN=$(find_postgres_dir) || { missing+=("PostgreSQL (initdb, pg_ctl)") packages+=(postgresql); }
	if [ "${1:-}" = browser ]; then
		CHROMIUM=$(find_chromium) || { missing+=("Chromium (chromium, google-chrome)") packages+=(chromium); }
		has_letters || { missing+=("the fonts that pictures are taken with (Liberation)") packages+=(fonts-liberation); }
		CADDY=$(find_debian_tool caddy) || missing+=("Caddy (caddy)")
		ANALYZE=$(first systemd-analyze) || [ "$(uname)" != Linux ] || { missing+=("systemd (systemd-analyze)") packages+=(systemd); }
	fi
	if [ -n "${1:-}" ] && [ "$(uname)" = Linux ]; then # a power cut is told from the calls of a server
		first strace >/dev/null || { missing+=("strace (strace)") packages+=(strace); }
	fi
	return 0
}

# may_install: apt is at hand, and one is root or may be.
may_install() {
	as_root=()
	command -v apt-get >/dev/null || return 1
	[ "$(id -u)" = 0 ] && return
	as_root=(sudo -n)
	sudo -n true 2>/dev/null
}

install_packages() { # PACKAGE...
	may_install || return 1
	say "installing by apt: $*"
	export DEBIAN_FRONTEND=noninteractive
	${as_root[@]+"${as_root[@]}"} apt-get update -q >/dev/null &&
		${as_root[@]+"${as_root[@]}"} apt-get install -q -y --no-install-recommends "$@" >/dev/null || true
}

# find_services [browser|torture]: all of them, or the end.
find_services() {
	look "$@"
	[ ${#missing[@]} -eq 0 ] && return
	if may_install; then
		[ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
		look "$@"
	fi
	if [ ${#missing[@]} -gt 0 ]; then
		printf 'missing: %s\n' "${missing[@]}" >&2
		[ ${#packages[@]} -eq 0 ] || printf 'On Debian or Ubuntu: apt-get install %s\n' "${packages[*]}" >&2
		return 1
	fi
}

# need_tools: Go and Node are assumed, but said clearly where they are not there.
need_tools() {
	command -v go >/dev/null || { echo "missing: Go" >&2; return 1; }
	command -v node >/dev/null || { echo "missing: Node >= 20.19" >&2; return 1; }
	node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || a === 20 && b >= 19 ? 0 : 1)' ||
		{ echo "Node $(node --version) is too old: 20.19 or newer is needed" >&2; return 1; }
}
