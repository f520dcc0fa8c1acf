package config

import (
	"log/slog"
	"strings"
	"time"
)

// Node is what every command of the server may need. JT_X is the flag --x; secrets may
// also come from a file named by their _FILE twin.
type Node struct {
	Data            string `env:"JT_DATA" default:"./data" help:"Folder of the embedded database, its keys and its secret."`
	DatabaseURL     string `env:"JT_DATABASE_URL" help:"PostgreSQL instead of the embedded database."`
	DatabaseURLFile string `env:"JT_DATABASE_URL_FILE" help:"File that holds the database URL."`
	Secret          string `env:"JT_SECRET" help:"The server's secret, the same on every node; without one it is made in JT_DATA/secret."`
	SecretFile      string `env:"JT_SECRET_FILE" help:"File that holds the secret."`
	Log             string `env:"JT_LOG" default:"info" enum:"debug,info,warn,error" help:"How much to log: debug, info, warn, error."`
}

// Serve is what serving needs beside.
type Serve struct {
	Addr string `env:"JT_ADDR" default:"localhost:8080" help:"Address to listen on; with a domain :443, with --lan :8080, unless said."`
	Ways
	RedisURL         string   `env:"JT_REDIS_URL" help:"Redis between several nodes; without it this node is alone."`
	RedisURLFile     string   `env:"JT_REDIS_URL_FILE" help:"File that holds the Redis URL."`
	Origins          []string `env:"JT_ORIGINS" sep:"," help:"Origins whose pages may use this server, such as https://jogo.example."`
	TrustedProxies   []string `env:"JT_TRUSTED_PROXIES" sep:"," help:"Addresses of proxies whose forwarding headers are believed."`
	MetricsToken     string   `env:"JT_METRICS_TOKEN" help:"Bearer token that opens /metrics from elsewhere than loopback."`
	MetricsTokenFile string   `env:"JT_METRICS_TOKEN_FILE" help:"File that holds that token."`
	PushHosts        []string `env:"JT_PUSH_HOSTS" sep:"," default:"fcm.googleapis.com,updates.push.services.mozilla.com,*.push.services.mozilla.com,*.notify.windows.com,web.push.apple.com,*.push.apple.com" help:"Push services that messages to phones may go to; *. stands before what hosts end in."`
	PushContact      string   `env:"JT_PUSH_CONTACT" help:"E-mail address or https page by which a push service reaches whoever runs this server; the first https origin, unless said."`

	Demo       bool   `env:"JT_DEMO" help:"Serve the demo neighbourhood with invented people."`
	DemoLife   int    `env:"JT_DEMO_LIFE" default:"1" help:"How lively the demo is: 0 nothing moves by itself, 1 at most one act in 3 s, 10 ten times that."`
	DemoPublic bool   `env:"JT_DEMO_PUBLIC" help:"Say twice that the demo, whose secrets everybody knows, shall be reachable from other machines."`
	DemoNow    string `env:"JT_DEMO_NOW" help:"Demo on loopback only: the time (RFC 3339) at which the clock starts."`
	Limits     string `env:"JT_LIMITS" default:"on" enum:"on,off" help:"Demo on loopback only: off lifts the rate limits."`
}

// Level gives the log level that JT_LOG names.
func (n *Node) Level() slog.Level {
	var level slog.Level
	if err := level.UnmarshalText([]byte(n.Log)); err != nil {
		return slog.LevelInfo // kong admits the four names only
	}
	return level
}

// Contact is whom a push service may ask. It must be given someone: where nothing is said,
// the first origin that it could look at.
func (s *Serve) Contact() string {
	if s.PushContact != "" {
		return s.PushContact
	}
	for _, o := range s.Allowed() {
		if strings.HasPrefix(o, "https://") {
			return o
		}
	}
	return "https://localhost"
}

// Clock gives the time of this server: the machine's, or in the demo one that starts at
// JT_DEMO_NOW and goes on from there.
func (s *Serve) Clock() func() time.Time {
	if s.DemoNow == "" {
		return time.Now
	}
	start, err := time.Parse(time.RFC3339, s.DemoNow)
	if err != nil {
		return time.Now // Check refused it already
	}
	began := time.Now()
	return func() time.Time { return start.Add(time.Since(began)) }
}
