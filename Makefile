# Jogo Tonggo. Go, Node >= 20.19 and make are all that is assumed.
#
#   make run      the demo neighbourhood on http://localhost:8080
#   make cluster  the same on two nodes with private Redis and PostgreSQL
#   make panggung one page with four live screens, and buttons that break things
#   make shots    the pictures of README and guides, taken of the real app
#   make test     everything that must pass, with the real services and a browser
#   make torture  kills, power cuts, full disks, broken lines: MINUTES=5, SEED as it comes;
#                 BROKEN=1 shows that each of its checks finds a server that is broken on purpose
#   make bench    everything that is measured, each beside its yardstick; BENCH="paced closed" chooses
#   make fuzz     every fuzz target for SECONDS=60; ONLY=Cursor chooses
#   make city     a whole city's ledger, and what reading it costs; EVENTS=10000000 chooses how large
#   make bench-phone  what a first visit costs on a bad line, and what Lighthouse says
#   make build    one binary, dist/jogotonggo, with the front end inside
#   make release  binaries for six kinds of machine, checksums, what is in them: dist/release
#   make check-deploy  the files of deploy/, tried by the programs that they are for
#   make lint     gofmt and go vet
#   make types    the front end's types from the server's description of itself
#   make panduan  the guides for people, as pages to print: dist/panduan

ROOT    := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
WEB     := $(ROOT)/frontend
BINARY  := $(ROOT)/dist/jogotonggo
JT_DATA ?= $(ROOT)/data
override JT_DATA := $(abspath $(JT_DATA))

# What the built pages depend on; a change in any of them builds them again.
PAGES := $(wildcard $(WEB)/*.html $(WEB)/*.ts $(WEB)/*.json) \
         $(shell find "$(WEB)/src" "$(WEB)/public" -type f 2>/dev/null)

.PHONY: run cluster panggung shots test torture fuzz bench city bench-phone build release check-deploy lint types panduan clean

run: build $(JT_DATA)/.areas
	cd "$(ROOT)" && JT_DATA="$(JT_DATA)" exec "$(BINARY)" serve --demo

# All 83,763 villages of the country, read once. A stop in the middle leaves no mark, and
# the next start reads them again.
$(JT_DATA)/.areas: | build
	cd "$(ROOT)" && JT_DATA="$(JT_DATA)" "$(BINARY)" area import "$(WEB)/node_modules/idn-area-data"
	touch "$@"

cluster: build
	"$(ROOT)/deploy/cluster.sh" "$(BINARY)"

panggung: build
	"$(ROOT)/deploy/panggung.sh" "$(BINARY)"

shots: build
	"$(ROOT)/deploy/shots.sh" "$(BINARY)"

test:
	"$(ROOT)/deploy/test.sh"

torture: build
	MINUTES="$(MINUTES)" SEED="$(SEED)" BROKEN="$(BROKEN)" "$(ROOT)/deploy/torture.sh" "$(BINARY)"

# Their seeds are ordinary tests of make test.
fuzz:
	"$(ROOT)/deploy/fuzz.sh" "$(or $(SECONDS),60)" "$(ONLY)"

bench:
	cd "$(ROOT)" && go build -o dist/bench ./deploy/bench && exec dist/bench $(BENCH)

city: build
	"$(ROOT)/deploy/city.sh" "$(BINARY)"

bench-phone: build $(ROOT)/deploy/bench/phone/node_modules/.package-lock.json
	cd "$(ROOT)" && deploy/bench/phone/run.sh "$(BINARY)"

# Lighthouse is large; only who measures installs it.
$(ROOT)/deploy/bench/phone/node_modules/.package-lock.json: $(ROOT)/deploy/bench/phone/package-lock.json
	cd "$(ROOT)/deploy/bench/phone" && npm ci
	touch "$@"

# Go knows best what is stale and does nothing when nothing is.
build: $(WEB)/dist/index.html
	cd "$(ROOT)" && go build -o "$(BINARY)" ./server

$(WEB)/dist/index.html: $(WEB)/node_modules/.package-lock.json $(PAGES)
	cd "$(WEB)" && npm run build
	touch "$@"

$(WEB)/node_modules/.package-lock.json: $(WEB)/package.json $(WEB)/package-lock.json
	cd "$(WEB)" && npm ci
	touch "$@"

release:
	"$(ROOT)/deploy/sh/release.sh"

check-deploy: build
	"$(ROOT)/deploy/sh/check.sh"

lint:
	cd "$(ROOT)" && "$(ROOT)/deploy/sh/lint.sh"

types: build
	"$(ROOT)/deploy/sh/types.sh" "$(BINARY)"

panduan:
	cd "$(ROOT)" && go run ./deploy/leaflet dist/panduan

# The database in data/ stays.
clean:
	rm -rf "$(ROOT)/dist" "$(WEB)/node_modules"
	find "$(WEB)/dist" -mindepth 1 ! -name .gitkeep -delete
