package isolation

// Colour is the triage of somebody at home. It is advice, not a diagnosis.
type Colour string

// The colours, calmest first.
const (
	Green  Colour = "green"
	Yellow Colour = "yellow"
	Orange Colour = "orange"
	Red    Colour = "red"
)

// Measures are what a household can tell at home. A nought means: not measured, and "no
// device" is an answer.
type Measures struct {
	Breathless bool    `json:"breathless,omitempty"` // at rest
	Danger     bool    `json:"danger,omitempty"`     // blue lips, chest pain, confusion, cannot eat or drink
	Worse      bool    `json:"worse,omitempty"`      // than yesterday
	TempC      float64 `json:"temp_c,omitempty"`     // °C
	SpO2       int     `json:"spo2,omitempty"`       // %
	Breaths    int     `json:"breaths,omitempty"`    // a minute
	Day        int     `json:"day,omitempty"`        // of the illness, 1 = the first
}

// The bounds of the triage. SpO2 and breathing: the guidance of 2021 for people isolated at
// home (95 % and more is mild, 90–94 % calls a health worker, below 90 % asks for hospital;
// 25–30 breaths call, above 30 is severe). Fever is 38 °C and more.
const (
	spo2Low, spo2Mild       = 90, 95
	breathsHigh, breathsMax = 24, 30
	fever                   = 38.0
	feverDays               = 3
)

// Triage judges the measures; the phone does the same before any network is asked
// (testdata/triage.json holds both to it).
func Triage(m Measures) Colour {
	measured := m.SpO2 > 0
	switch {
	case m.Danger, m.Breathless, measured && m.SpO2 < spo2Low, m.Breaths > breathsMax:
		return Red
	case measured && m.SpO2 < spo2Mild, m.Breaths > breathsHigh, m.TempC >= fever && m.Day >= feverDays:
		return Orange
	case m.Worse:
		return Yellow
	}
	return Green
}

// ill says whether the measures tell of fever or of trouble with breathing: somebody whose
// days without symptoms have not begun.
func (m Measures) ill() bool {
	return m.Danger || m.Breathless || m.Worse || m.SpO2 > 0 && m.SpO2 < spo2Mild || m.Breaths > breathsHigh || m.TempC >= fever
}
