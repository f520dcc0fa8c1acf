package main

import "strings"

// ears know a text of the rig wherever it turns up.
type ears struct{ mark string }

// marked gives the text if it bears the mark.
func (e ears) marked(text string) string {
	if strings.Contains(text, e.mark) {
		return text
	}
	return ""
}
