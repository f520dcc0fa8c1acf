package yard

import (
	"bytes"
	"context"
	"strconv"

	goredis "github.com/redis/go-redis/v9"
)

// between carries events of a chanHub to all nodes, as most who scale a hub out do: a PUBLISH for
// each event, and a subscription on each node that hands what comes to its own clients.
type between struct {
	*chanHub
	redis *goredis.Client
}

const betweenChannel = "bench"

func newBetween(url string) (*between, error) {
	options, err := goredis.ParseURL(url)
	if err != nil {
		return nil, err
	}
	b := &between{newChanHub(), goredis.NewClient(options)}
	heard := b.redis.Subscribe(context.Background(), betweenChannel)
	if _, err := heard.Receive(context.Background()); err != nil { // the subscription stands
		return nil, err
	}
	go func() {
		for m := range heard.Channel(goredis.WithChannelSize(4096)) {
			topic, body, _ := bytes.Cut([]byte(m.Payload), []byte(" "))
			if n, err := strconv.Atoi(string(topic)); err == nil {
				b.mu.Lock()
				b.spread(n, body)
				b.mu.Unlock()
			}
		}
	}()
	return b, nil
}

func (b *between) publish(topic int, id string) {
	b.mu.Lock()
	t := b.topic(topic)
	t.sent++
	body := eventBody(notice(topic, t.sent, id))
	b.mu.Unlock()
	b.redis.Publish(context.Background(), betweenChannel, append(strconv.AppendInt(nil, int64(topic), 10), append([]byte{' '}, body...)...))
}
