// Command leaflet makes pages for the printer of the guides in deploy/panduan: each Markdown
// file becomes one HTML file that carries its pictures and its look inside, so that a kelurahan
// opens it in any browser, without the repository and without a network, and prints it on A4.
//
//	go run ./deploy/leaflet dist/panduan
package main
