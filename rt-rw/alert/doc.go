// Package alert is the kentongan, the neighbourhood's drum: anybody beats it, everybody around
// hears what it says, and then every house is asked whether it is well, until the last one that
// said nothing has been knocked at.
package alert
