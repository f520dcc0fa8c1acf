// Package spec writes what others read instead of our code: OpenAPI 3.1 for the calls and
// AsyncAPI 3 for the live frames. What is the same for every service stands in the JSON
// files beside it; one path per move that people make follows from the registry.
package spec
