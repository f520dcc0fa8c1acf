package door

import (
	"strconv"
	"strings"
)

// wholeNumber reads a JSON number that is mathematically whole, as JSON Schema means
// "integer": 2, 2.0 and 20e-1 are the same. It works on the digits, so no exponent costs
// more than its letters.
func wholeNumber(s string) (int64, bool) {
	rest, negative := strings.CutPrefix(s, "-")
	rest, power, _ := strings.Cut(strings.ToLower(rest), "e")
	whole, fraction, _ := strings.Cut(rest, ".")
	exponent := int64(0)
	if power != "" {
		n, err := strconv.ParseInt(power, 10, 32)
		if err != nil { // absurd: only nought is still whole under it
			return 0, strings.Trim(whole+fraction, "0") == ""
		}
		exponent = n
	}
	digits := strings.TrimLeft(whole+fraction, "0")
	trimmed := strings.TrimRight(digits, "0")
	if trimmed == "" {
		return 0, s != ""
	}
	exponent += int64(len(digits)-len(trimmed)) - int64(len(fraction))
	if exponent < 0 || int64(len(trimmed))+exponent > 18 {
		return 0, false
	}
	n, err := strconv.ParseInt(trimmed+strings.Repeat("0", int(exponent)), 10, 64)
	if negative {
		n = -n
	}
	return n, err == nil
}
