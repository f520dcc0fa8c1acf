// Command gambar makes the project's pictures small: a screenshot into a PNG of few colours, and
// frames of the stage into the moving picture of the README.
//
//	gambar -png OUT IN        one picture
//	gambar -gif OUT FRAMES    FRAMES is a JSON list of {"file", "ms"}
//
// A screen has few colours and large calm areas, so a palette chosen from its own colours and
// frames that hold only what changed are all it takes.
package main
