#!/usr/bin/env bash
# `make check-deploy`: the files of deploy/ tried by the programs that they are for, where
# `make test` leaves that out because the programs are large. Fetches them, by apt into
# dist/tools and as Go modules; installs nothing but, where it is root, buildah.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. deploy/sh/find.sh

say "Prometheus: rules and their tests"
promtool=$(find_debian_tool promtool prometheus)
"$promtool" check config --syntax-only deploy/prometheus/prometheus.yaml
"$promtool" check rules deploy/prometheus/alerts.yaml
"$promtool" test rules deploy/prometheus/alerts.test.yaml

say "Kubernetes: kustomize, and every object by the types of its API"
for overlay in kota migrate; do
	go run sigs.k8s.io/kustomize/kustomize/v5@v5.7.1 build "deploy/k8s/$overlay" | (cd deploy/k8s/typed && go run .)
done

say "the image, run as a container would be"
CGO_ENABLED=0 go build -o dist/tools/jogotonggo ./server
deploy/sh/try-image.sh dist/tools/jogotonggo

say "all checked"
