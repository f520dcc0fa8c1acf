package store_test

import (
	"fmt"
	"strings"
	"testing"
)

// manyAreas writes a country of n villages in which Candisari stands where it is.
func manyAreas(t *testing.T, n int) string {
	t.Helper()
	var provinces, cities, districts, villages strings.Builder
	provinces.WriteString("code,name\n")
	cities.WriteString("code,province_code,name\n")
	districts.WriteString("code,regency_code,name\n")
	villages.WriteString("code,district_code,name\n")
	for i, name := range []string{"Candi", "Jatingaleh", "Kaliwiru", "Jomblang", "Karanganyar Gunung", "Tegalsari", "Wonotingal"} {
		fmt.Fprintf(&villages, "33.74.08.%d,33.74.08,%s\n", 1001+i, name)
	}
	districts.WriteString("33.74.08,33.74,Candisari\n")
	for i := range n - 7 {
		if d := i % 20; d == 0 {
			if i%(20*90) == 0 {
				if i%(20*90*20) == 0 {
					fmt.Fprintf(&provinces, "%d,PROVINSI %d\n", 40+i/36_000, i)
				}
				fmt.Fprintf(&cities, "%d.%02d,%d,KABUPATEN %d\n", 40+i/36_000, 1+i/1800%20, 40+i/36_000, i)
			}
			fmt.Fprintf(&districts, "%d.%02d.%02d,%d.%02d,Kecamatan %d\n", 40+i/36_000, 1+i/1800%20, 1+i/20%90, 40+i/36_000, 1+i/1800%20, i)
		}
		code := fmt.Sprintf("%d.%02d.%02d", 40+i/36_000, 1+i/1800%20, 1+i/20%90)
		fmt.Fprintf(&villages, "%s.%d,%s,Desa %d\n", code, 2001+i%20, code, i)
	}
	return writeAreas(t, map[string]string{"provinces.csv": provinces.String(), "regencies.csv": cities.String(), "districts.csv": districts.String(), "villages.csv": villages.String()})
}
