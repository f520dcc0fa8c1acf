package door

import (
	"fmt"

	"jogotonggo/rt-rw"
)

func sayRequired(*Schema) rtrw.Words {
	return rtrw.Words{ID: "Bagian ini perlu diisi.", EN: "Please fill this in."}
}

func sayOneOf(*Schema) rtrw.Words {
	return rtrw.Words{ID: "Pilih salah satu yang tersedia.", EN: "Choose one of those given."}
}

func sayUnknownOne(*Schema) rtrw.Words {
	return rtrw.Words{ID: "Pilihan ini tidak dikenal.", EN: "This choice is not known."}
}

func sayDate(*Schema) rtrw.Words {
	return rtrw.Words{ID: "Isi tanggal, contoh 2026-11-21.", EN: "Give a date, such as 2026-11-21."}
}

// sayBounds names the bounds, whichever was not kept.
func sayBounds(s *Schema) rtrw.Words {
	switch {
	case s.Type == "integer", s.Type == "number":
		return rtrw.Words{ID: fmt.Sprintf("Isi angka %d sampai %d.", *s.Minimum, *s.Maximum), EN: fmt.Sprintf("Give a number from %d to %d.", *s.Minimum, *s.Maximum)}
	case s.MinLength != nil && s.MaxLength != nil && *s.MinLength > 1:
		return rtrw.Words{ID: fmt.Sprintf("Isi %d sampai %d huruf.", *s.MinLength, *s.MaxLength), EN: fmt.Sprintf("Write %d to %d letters.", *s.MinLength, *s.MaxLength)}
	}
	return rtrw.Words{ID: fmt.Sprintf("Paling banyak %d huruf.", *s.MaxLength), EN: fmt.Sprintf("At most %d letters.", *s.MaxLength)}
}

// sayType tells what kind of value belongs here.
func sayType(s *Schema) rtrw.Words {
	switch {
	case s.Type == "integer", s.Type == "number":
		return sayBounds(s)
	case s.Type == "boolean":
		return rtrw.Words{ID: "Jawab ya atau tidak.", EN: "Answer yes or no."}
	case s.Type == "object":
		return rtrw.Words{ID: "Bagian ini perlu isian tersendiri.", EN: "This part has entries of its own."}
	case s.Format == "date":
		return sayDate(s)
	case s.Format == "date-time":
		return rtrw.Words{ID: "Isi tanggal dan jam, contoh 2026-11-21T10:47:00+07:00.", EN: "Give date and time, such as 2026-11-21T10:47:00+07:00."}
	case len(s.Enum) > 0:
		return sayOneOf(s)
	}
	return rtrw.Words{ID: "Bagian ini berupa tulisan.", EN: "This is text."}
}
