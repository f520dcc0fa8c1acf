// Package privacy is a household's word over its own data: consent withdrawn and given
// again, and the wish to be forgotten. Each is carried out within three days, by the clock
// where nobody does it sooner (UU 27/2022, articles 9 and 40 to 44: 3 × 24 hours).
package privacy
