package api

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"

	"jogotonggo/rt-rw"
	"jogotonggo/server/carry"
	"jogotonggo/server/door"
	"jogotonggo/server/spec"
)

// Config is what the door stands in front of. All of it is needed unless it says else.
type Config struct {
	Desk     *rtrw.Desk
	Accounts Accounts
	Invites  Invites
	Kiosks   Kiosks
	Places   Places
	Records  Records
	Phones   Phones
	Photos   Photos
	Live     Live
	Carry    *carry.Box                  // opens what one phone brings for another
	Ready    func(context.Context) error // says why the store cannot answer
	Founding Founding                    // nil: somebody lives here already
	Setup    Setup
	Pages    http.Handler // the web app
	Metrics  *prometheus.Registry

	About        About
	Log          *slog.Logger
	Now          func() time.Time
	Origins      []string // whose pages may use this server
	Proxies      []string // addresses or networks whose forwarding headers are believed
	Loopback     bool     // only this machine reaches the server: http may carry a cookie
	Limited      bool     // false: no limits (demo on loopback)
	MetricsToken string   // opens /metrics from elsewhere; "" for loopback alone
}

// About is what anybody may know of this server.
type About struct {
	Version  string      `json:"version"`
	Demo     bool        `json:"demo"`
	TimeZone string      `json:"time_zone"`
	Bus      string      `json:"bus"`
	Database string      `json:"database"`
	Logins   []DemoLogin `json:"logins,omitempty"`
	// Epoch names this lineage of the database. A phone that knows one of those before sends its last days again.
	Epoch    string    `json:"epoch"`
	Restored *Restored `json:"restored"`
}

// Restored says that the database came from a backup, of when, and which epochs it goes on.
type Restored struct {
	BackupAt string   `json:"backup_at"`
	From     []string `json:"from"`
}

// DemoLogin is one of the invented people one may enter as.
type DemoLogin struct {
	Login string `json:"login"`
	Name  string `json:"name"`
	Title string `json:"title"`
	App   string `json:"app"` // "phone", "desk" or "board"
}

type server struct {
	Config
	moves    map[string]*incoming // "aid/request"
	services map[string][]byte    // by language
	openapi  []byte
	asyncapi []byte
	cross    *http.CrossOriginProtection
	origins  map[string]bool
	proxies  networks
	limits   *limits
	tries    *tries
	turns    *turns
	counted  *counted
	drawing  chan struct{} // pictures, one at a time
	arriving arriving
}

// New checks every declaration of the services and gives the handler of the whole server.
func New(cfg Config) (http.Handler, error) {
	s := &server{Config: cfg, moves: map[string]*incoming{}, services: map[string][]byte{}, origins: map[string]bool{}, cross: http.NewCrossOriginProtection(),
		limits: newLimits(cfg.Now), tries: newTries(cfg.Now), turns: newTurns(comparedAtOnce), counted: newCounted(cfg.Metrics), drawing: make(chan struct{}, 1), arriving: arriving{by: map[string]int{}}}
	for _, o := range cfg.Origins {
		if err := s.cross.AddTrustedOrigin(o); err != nil {
			return nil, fmt.Errorf("origin %q: %w", o, err)
		}
		s.origins[o] = true
	}
	var err error
	if s.proxies, err = parseNetworks(cfg.Proxies); err != nil {
		return nil, err
	}
	s.takeMoves()
	s.openapi = Describe(cfg.Desk.Registry, cfg.About.Version)
	s.asyncapi = spec.AsyncAPI(cfg.About.Version)
	for _, lang := range []string{"id", "en"} {
		s.services[lang] = describeServices(cfg.Desk.Registry, lang)
	}

	e := gin.New()
	e.HandleMethodNotAllowed, e.RedirectTrailingSlash = true, false
	if err := e.SetTrustedProxies(nil); err != nil {
		return nil, err
	}
	if len(cfg.Proxies) > 0 {
		if err := e.SetTrustedProxies(cfg.Proxies); err != nil {
			return nil, fmt.Errorf("trusted proxies: %w", err)
		}
	}
	e.Use(s.request, s.recovered, s.headers)
	s.routes(e)
	return e, nil
}

// Describe writes the OpenAPI document of some services.
func Describe(r *rtrw.Registry, version string) []byte {
	return spec.OpenAPI(r, formOf, bodies, version)
}

// bodies are the forms of what is sent beside commands.
var bodies = map[string]*door.Form{"Credentials": credentialsForm, "Change": changeForm, "Invitation": invitationForm, "Acceptance": acceptanceForm, "Screen": screenForm, "ScreenCode": arrivalForm, "Founding": foundingForm, "Quest": questForm, "Layout": layoutForm, "Roster": rosterForm, "Clerk": clerkForm, "Printing": printingForm, "Homecoming": homecomingForm,
	"Subscription": subscriptionForm, "Quiet": quietForm, "Cargo": cargoForm, "Household": householdForm}

func init() { gin.SetMode(gin.ReleaseMode) }

var notHere = door.Refuse(rtrw.NotFound, "Alamat ini tidak ada.", "There is nothing at this address.")
