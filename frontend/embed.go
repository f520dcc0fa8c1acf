package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// FS gives the built app with index.html, meja.html and papan.html at its root. Without a build it holds only .gitkeep.
func FS() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		// The directive above guarantees the folder; without it the program would not have compiled.
		panic(err)
	}
	return sub
}
