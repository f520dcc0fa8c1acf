package spec

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

var (
	//go:embed openapi.json
	openapiJSON []byte
	//go:embed path/*.json
	pathsJSON embed.FS
	//go:embed schema/*.json
	schemasJSON embed.FS
	//go:embed frames.json
	framesJSON []byte
)

// object is a piece of a document.
type object = map[string]any

// OpenAPI describes every call. form gives what a move's body is read with, and bodies the
// same for the other calls, so that the document cannot say anything else than the door.
func OpenAPI(r *rtrw.Registry, form func(*rtrw.Move) *door.Form, bodies map[string]*door.Form, version string) []byte {
	doc, paths, schemas := parse(openapiJSON), gather(pathsJSON), gather(schemasJSON)
	doc["info"].(object)["version"], doc["paths"] = version, paths
	for _, path := range paths {
		for _, op := range path.(object) {
			refusals(op.(object))
		}
	}
	components := doc["components"].(object)
	components["schemas"] = schemas
	requests := object{}
	for name, f := range bodies {
		requests[name] = request(f)
	}
	components["requestBodies"] = requests
	tags := doc["tags"].([]any)
	for _, s := range r.Services() {
		tags = append(tags, object{"name": s.Name, "description": s.Title.EN})
		for i := range s.Moves {
			if m := &s.Moves[i]; !m.People.System() {
				paths["/"+s.Name+"/"+m.Name] = object{"post": operation(s, m, form(m))}
			}
		}
	}
	doc["tags"] = tags
	return rtrw.Canonical(doc)
}

// operation describes one move.
func operation(s *rtrw.Service, m *rtrw.Move, f *door.Form) object {
	accepted := "200"
	if m.Opens() {
		accepted = "201"
	}
	responses := object{accepted: object{
		"description": "Accepted, or accepted before: facts only.",
		"headers":     object{"Idempotency-Replayed": object{"schema": object{"type": "string", "enum": []string{"true"}}}},
		"content":     object{"application/json": object{"schema": ref("Receipt")}},
	}}
	for _, status := range []string{"400", "401", "403", "404", "409", "413", "422", "429", "503", "507"} {
		responses[status] = problem
	}
	return object{
		"operationId": s.Name + "_" + m.Name,
		"tags":        []string{s.Name},
		"summary":     s.TitleOf(m.Name).EN,
		"description": fmt.Sprintf("From %v to %v, by %v.", m.From, m.To, m.People.Roles()),
		"parameters":  []object{{"$ref": "#/components/parameters/IdempotencyKey"}},
		"requestBody": request(f),
		"responses":   responses,
	}
}

// refusals lets an operation below path/ name its problems by their statuses alone.
func refusals(op object) {
	statuses, _ := op["problems"].([]any)
	for _, status := range statuses {
		op["responses"].(object)[status.(string)] = problem
		if status == "401" { // a screen in a lobby is signed in, and yet turned away everywhere; and a page may speak for somebody else (X-Account)
			op["responses"].(object)["403"], op["responses"].(object)["409"] = problem, problem
		}
	}
	delete(op, "problems")
}

var problem = object{"$ref": "#/components/responses/Problem"}

func request(f *door.Form) object {
	return object{"required": true, "content": object{"application/json": object{"schema": f.Schema("en")}}}
}

// AsyncAPI describes the live frames.
func AsyncAPI(version string) []byte {
	doc := parse(framesJSON)
	doc["info"].(object)["version"] = version
	all := gather(schemasJSON)
	schemas := doc["components"].(object)["schemas"].(object)
	for _, shared := range []string{"Event", "Tallies", "Zones", "Area", "Time", "Level", "Told"} {
		schemas[shared] = all[shared]
	}
	return rtrw.Canonical(doc)
}

func ref(schema string) object { return object{"$ref": "#/components/schemas/" + schema} }

// gather reads the pieces of one folder as one; no name stands in two.
func gather(folder embed.FS) object {
	all := object{}
	names, err := fs.Glob(folder, "*/*.json")
	if err != nil {
		panic("spec: " + err.Error())
	}
	for _, name := range names {
		text, err := folder.ReadFile(name)
		if err != nil {
			panic("spec: " + err.Error())
		}
		piece, before := parse(text), len(all)
		maps.Copy(all, piece)
		if len(all) != before+len(piece) {
			panic("spec: something in " + name + " was named before")
		}
	}
	return all
}

// parse reads a document that is part of this program.
func parse(b []byte) object {
	var doc object
	if err := json.Unmarshal(b, &doc); err != nil {
		panic("spec: " + err.Error())
	}
	return doc
}
