package bustest

import (
	"os"
	"testing"

	"go.uber.org/goleak"

	"jogotonggo/hub"
	"jogotonggo/hub/redis"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestEveryBus holds every bus that is at hand against the suite: memory always, Redis
// where JT_TEST_REDIS_URL names one.
func TestEveryBus(t *testing.T) {
	t.Parallel()
	buses := map[string]func(*testing.T) func() hub.Bus{
		"memory": func(*testing.T) func() hub.Bus {
			bus := hub.NewMemory()
			return func() hub.Bus { return bus }
		},
	}
	if url := os.Getenv("JT_TEST_REDIS_URL"); url != "" {
		buses["redis"] = func(t *testing.T) func() hub.Bus {
			key := []byte(t.Name() + " needs a channel of its own") // the channel's name follows from the key
			return func() hub.Bus {
				bus, err := redis.New(redis.Config{URL: url, Key: key, Epoch: func() int64 { return 1 }})
				if err != nil {
					t.Fatal(err)
				}
				return bus
			}
		}
	}
	for name, open := range buses {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			Suite(t, open)
		})
	}
}
