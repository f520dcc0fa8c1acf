// Package arrival is who comes to a house: a guest for the night, a newcomer, somebody home
// for the holidays, a relieved crew, a traveller passing through. The house tells it, the
// head says that it is so, and where the rule asks for it the days after arrival are
// watched. Who lives outside the city and who only passes through are counted apart.
package arrival
