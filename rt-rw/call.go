package rtrw

// Phone is a device on which somebody asked to be told. It belongs to a session and ends
// with it. Endpoint and keys are what its browser gave; they are sealed where they lie.
type Phone struct {
	ID       string
	Account  string
	Session  string
	Endpoint string
	P256dh   string
	Auth     string
	Lang     string
	App      string // where its owner works: "phone", "desk", "board"
	Device   string // how its owner recognises it
	Made     int64
	Sent     int64 // when the last call reached its push service
}

// Opens gives the place in the app at which a case is looked at; "" is what waits.
func (p *Phone) Opens(id string) string {
	page := map[string]string{"desk": "/meja", "board": "/papan"}[p.App]
	if page != "" {
		return page
	}
	if id == "" {
		return "/"
	}
	return "/#/kasus/" + id
}

// CallState is how far a call has come.
type CallState string

// A call waits for its hour, goes out, and ends when its question is over.
const (
	CallWaits CallState = "waiting"
	CallOut   CallState = "sent"
	CallOver  CallState = "withdrawn"
	CallLost  CallState = "failed" // no phone took it in time
)

// Call tells one person that one case concerns them. It holds no word of the case.
type Call struct {
	ID       string
	Account  string
	Case     string
	Area     Area // of the case: its hours
	Why      Calling
	Role     Role
	Ask      string
	Priority Priority
	Words    Words // of a public call, which carries its own text
	State    CallState
	Due      int64
	Push     string // the message in which it went; several may go in one
	Topic    string // what replaces that message, and what closes it
	Went     int64  // when it was given to the sender
	Sent     int64  // when the first push service took it
	Shown    int64  // when the first phone showed it
	Opened   int64
	Ended    int64
}

// Parcel is one message for one phone, until its push service has taken it.
type Parcel struct {
	Push    string
	Phone   string
	Account string
	Topic   string
	Urgency string
	Payload string
	Due     int64
	Until   int64 // after that it is of no use
	Tries   int
}

// Quiet are the hours, of the day at the place, in which somebody wants to hear of
// emergencies alone; equal: none.
type Quiet struct{ From, Until int }

// ClosingOf names the message that closes another on the phones.
func ClosingOf(push string) string { return "-" + push }
