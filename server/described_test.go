package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/gin-gonic/gin"

	"jogotonggo/server/api"
)

// description is the OpenAPI document of these services, read by an independent library.
var description = sync.OnceValues(func() (routers.Router, error) {
	doc, err := openapi3.NewLoader().LoadFromData(api.Describe(services(), "test"))
	if err != nil {
		return nil, err
	}
	if err := doc.Validate(context.Background()); err != nil {
		return nil, err
	}
	doc.Servers = openapi3.Servers{{URL: "/api/v1"}}
	return gorillamux.NewRouter(doc)
})

func init() { openapi3filter.RegisterBodyDecoder("image/jpeg", openapi3filter.FileBodyDecoder) }

// described holds an answer against the document: its status, kind and body.
func described(t testing.TB, req *http.Request, resp *http.Response, body []byte) {
	t.Helper()
	router, err := description()
	if err != nil {
		t.Fatalf("openapi.json: %v", err)
	}
	route, params, err := router.FindRoute(req)
	if err != nil {
		if resp.StatusCode < 400 {
			t.Errorf("%s %s answers %d and is not in openapi.json", req.Method, req.URL.Path, resp.StatusCode)
		}
		return
	}
	in := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: req, PathParams: params, Route: route},
		Status:                 resp.StatusCode, Header: resp.Header, Body: io.NopCloser(bytes.NewReader(body)),
		Options: &openapi3filter.Options{IncludeResponseStatus: true},
	}
	if err := openapi3filter.ValidateResponse(context.Background(), in); err != nil {
		body = body[:min(len(body), 2000)]
		t.Errorf("%s %s answers %d, other than openapi.json says: %v\n%s", req.Method, req.URL.Path, resp.StatusCode, err, body)
	}
}

// TestOpenAPI: the document is valid, and it has every route of the API, one path per move
// that people make.
func TestOpenAPI(t *testing.T) {
	t.Parallel()
	if _, err := description(); err != nil {
		t.Fatal(err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(api.Describe(services(), "test"))
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string]bool{}
	for path, item := range doc.Paths.Map() {
		for method := range item.Operations() {
			paths[method+" "+path] = true
		}
	}
	for _, r := range open(t).routes.(*gin.Engine).Routes() {
		path, ok := strings.CutPrefix(r.Path, "/api/v1")
		if path = strings.ReplaceAll(path, ":id", "{id}"); !ok || strings.Contains(path, ":service") {
			continue
		}
		if !paths[r.Method+" "+path] {
			t.Errorf("%s %s is not described", r.Method, path)
		}
		delete(paths, r.Method+" "+path)
	}
	for _, s := range services().Services() {
		for i := range s.Moves {
			m := &s.Moves[i]
			at := "POST /" + s.Name + "/" + m.Name
			if paths[at] == m.People.System() {
				t.Errorf("%s is described: %v", at, paths[at])
			}
			delete(paths, at)
		}
	}
	for left := range paths {
		t.Errorf("%s is described and does not exist", left)
	}
}
