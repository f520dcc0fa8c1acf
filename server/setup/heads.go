package setup

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jogotonggo/rt-rw"
)

// Head is one row of a list of heads.
type Head struct {
	Area  rtrw.Area `json:"area"`
	Name  string    `json:"name"`
	House rtrw.Area `json:"house,omitempty"`
	Known bool      `json:"known"` // in office already, under this name
}

// Role is the office: of an RT or, where the row names no RT, of an RW.
func (h *Head) Role() rtrw.Role {
	if h.Area.Depth() == rtrw.RW {
		return rtrw.RWHead
	}
	return rtrw.RTHead
}

// columns are what a list may have, and what else people call them.
var columns = map[string][]string{
	"rw": {"rw", "no rw"}, "rt": {"rt", "no rt"}, "nama": {"nama", "nama ketua", "nama lengkap", "ketua", "name"}, "rumah": {"rumah", "no rumah", "nomor rumah", "house"},
}

// ReadHeads reads a list as a spreadsheet writes it: commas, semicolons or tabs between the
// columns rw, rt, nama and, where the head lives in the RT, rumah. Names of columns may be left out.
func ReadHeads(t *Town, text string) ([]Head, error) {
	f := &faults{field: "csv"}
	rows, err := table(text)
	if err != nil {
		f.add(0, "", "Daftar ini tidak terbaca. Simpan sebagai CSV, lalu coba lagi.", "This list cannot be read. Save it as CSV and try again.")
		return nil, f.refusal()
	}
	if len(rows) == 0 {
		f.add(0, "", "Daftar ini masih kosong.", "This list is empty.")
		return nil, f.refusal()
	}
	at, rows := heading(t, f, rows)
	if len(f.list) > 0 {
		return nil, f.refusal()
	}
	if len(rows) == 0 {
		f.add(0, "", "Belum ada baris di bawah nama kolom.", "There is no line below the names of the columns.")
	}
	var list []Head
	seen := map[rtrw.Area]int{}
	for _, r := range rows {
		if h, ok := r.head(t, f, at); ok {
			if before := seen[h.Area]; before > 0 {
				f.add(r.line, "rt", fmt.Sprintf("%s sudah ada di baris %d.", rtrw.PlaceLabel(h.Area), before), fmt.Sprintf("%s stands in line %d already.", rtrw.PlaceLabel(h.Area), before))
				continue
			}
			seen[h.Area] = r.line
			list = append(list, h)
		}
	}
	return list, f.refusal()
}

type row struct {
	line  int
	cells []string
}

// table reads the cells of all lines that are not empty.
func table(text string) (rows []row, err error) {
	text = strings.TrimPrefix(text, "\ufeff")
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = between(text), -1, true, true
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		for i := range cells {
			cells[i] = strings.Join(strings.Fields(cells[i]), " ")
		}
		for len(cells) > 0 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) > 0 {
			rows = append(rows, row{line, cells})
		}
	}
}

// between finds what separates the columns, by the first line.
func between(text string) rune {
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	best := ','
	for _, c := range []rune{';', '\t'} {
		if strings.Count(first, string(c)) > strings.Count(first, string(best)) {
			best = c
		}
	}
	return best
}

// heading finds where the columns are. A list that begins with numbers has no names of columns.
func heading(t *Town, f *faults, rows []row) (map[string]int, []row) {
	first := rows[0]
	if _, plain := numbered(first.cells[0]); plain || first.cells[0] == "" {
		if len(t.RWs) == 0 && (len(first.cells) < 2 || !isNumber(first.cells[1])) {
			return map[string]int{"rt": 0, "nama": 1, "rumah": 2}, rows
		}
		return map[string]int{"rw": 0, "rt": 1, "nama": 2, "rumah": 3}, rows
	}
	at := map[string]int{}
	for i, cell := range first.cells {
		name := strings.Trim(strings.ReplaceAll(strings.ToLower(cell), ".", ""), " ")
		found := ""
		for column, also := range columns {
			if slices.Contains(also, name) {
				found = column
			}
		}
		_, twice := at[found]
		switch {
		case found == "":
			f.add(first.line, "", fmt.Sprintf("Kolom %q tidak dikenal. Pakai rw, rt, nama, rumah.", short(cell)), fmt.Sprintf("Column %q is not known. Use rw, rt, nama, rumah.", short(cell)))
		case twice:
			f.add(first.line, found, "Kolom ini ada dua kali.", "This column stands twice.")
		default:
			at[found] = i
		}
	}
	needed := []string{"rt", "nama"}
	if len(t.RWs) > 0 {
		needed = []string{"rw", "rt", "nama"}
	}
	for _, column := range needed {
		if _, there := at[column]; !there {
			f.add(first.line, "", "Kolom "+column+" belum ada.", "Column "+column+" is missing.")
		}
	}
	return at, rows[1:]
}

func (r *row) cell(at map[string]int, column string) string {
	if i, there := at[column]; there && i < len(r.cells) {
		return r.cells[i]
	}
	return ""
}

// head reads one row, and says everything that is wrong with it.
func (r *row) head(t *Town, f *faults, at map[string]int) (h Head, ok bool) {
	before := len(f.list) + f.more
	bad := func(column, id, en string) { f.add(r.line, column, id, en) }
	if len(r.cells) > len(at) && len(r.cells) > 4 {
		bad("", fmt.Sprintf("Ada %d kolom. Paling banyak rw, rt, nama, rumah.", len(r.cells)), fmt.Sprintf("There are %d columns. At most rw, rt, nama, rumah.", len(r.cells)))
	}
	if h.Area = r.place(t, at, bad); h.Area != "" && !t.has(h.Area) {
		bad("rt", rtrw.PlaceLabel(h.Area)+" belum ada di kelurahan ini.", rtrw.PlaceLabel(h.Area)+" is not in this kelurahan.")
	}
	h.Name = r.cell(at, "nama")
	if n := utf8.RuneCountInString(h.Name); n == 0 || n > 60 || !utf8.ValidString(h.Name) || strings.ContainsFunc(h.Name, unicode.IsControl) || isNumber(h.Name) {
		bad("nama", "Tulis nama, paling banyak 60 huruf.", "Write a name of at most 60 letters.")
	}
	if house := r.cell(at, "rumah"); house != "" && h.Area != "" {
		n, fits := numbered(house)
		switch {
		case h.Area.Depth() == rtrw.RW:
			bad("rumah", "Kosongkan untuk Ketua RW.", "Leave it empty for the head of an RW.")
		case !fits || n == 0:
			bad("rumah", "Tulis nomor 1 sampai 999, atau kosongkan.", "Write a number from 1 to 999, or leave it empty.")
		default:
			h.House = houseOf(h.Area, n)
		}
	}
	if p := t.at(h.Area); p != nil && len(p.Heads) > 0 {
		h.Known = slices.ContainsFunc(p.Heads, func(one Person) bool { return strings.EqualFold(one.Name, h.Name) })
		if !h.Known {
			bad("rt", rtrw.PlaceLabel(h.Area)+" sudah punya ketua, "+p.Heads[0].Name+". Hapus baris ini.", rtrw.PlaceLabel(h.Area)+" has a head already, "+p.Heads[0].Name+". Remove this line.")
		}
	}
	return h, len(f.list)+f.more == before
}

// place reads the numbers of RW and RT.
func (r *row) place(t *Town, at map[string]int, bad func(column, id, en string)) rtrw.Area {
	rw, rt := r.cell(at, "rw"), r.cell(at, "rt")
	parent := t.Area
	if len(t.RWs) > 0 {
		n, fits := numbered(rw)
		if !fits || n == 0 || n > 99 {
			bad("rw", "Tulis nomor RW, misalnya 4.", "Write the number of the RW, such as 4.")
			return ""
		}
		if parent = rwOf(t.Area, n); !t.has(parent) {
			bad("rw", rtrw.PlaceLabel(parent)+" belum ada di kelurahan ini.", rtrw.PlaceLabel(parent)+" is not in this kelurahan.")
			return ""
		}
		if rt == "" {
			return parent
		}
	} else if rw != "" {
		bad("rw", "Kelurahan ini tanpa RW. Kosongkan.", "This kelurahan has no RWs. Leave it empty.")
		return ""
	}
	n, fits := numbered(rt)
	if !fits || n == 0 {
		bad("rt", "Tulis nomor RT, misalnya 3.", "Write the number of the RT, such as 3.")
		return ""
	}
	return rtOf(parent, n)
}

var numberForm = regexp.MustCompile(`(?i)^(?:RT|RW|No|H)?[. ]*0*(\d{1,3})$`)

// numbered reads "3", "03", "RT 03" and "No. 3".
func numbered(cell string) (int, bool) {
	m := numberForm.FindStringSubmatch(cell)
	if m == nil {
		return 0, false
	}
	return number(m[1]), true
}

func isNumber(cell string) bool { _, fits := numbered(cell); return fits }

// short is as much of a strange word as is told back.
func short(cell string) string {
	if r := []rune(cell); len(r) > 20 {
		return string(r[:20])
	}
	return cell
}
