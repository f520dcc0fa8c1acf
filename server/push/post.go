package push

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	webpush "github.com/SherClockHolmes/webpush-go"

	"jogotonggo/rt-rw"
)

// post speaks to push services (RFC 8030, 8188, 8291, 8292).
type post struct {
	client  *http.Client
	key     key
	contact string
}

// outcome is what came of one attempt.
type outcome struct {
	taken bool // the service has it
	gone  bool // the phone is no more
	later bool // try again, not before after
	after time.Duration

	status int
	err    error
}

func (p *post) send(ctx context.Context, phone *rtrw.Phone, parcel rtrw.Parcel, lives time.Duration) outcome {
	res, err := webpush.SendNotificationWithContext(ctx, []byte(parcel.Payload), &webpush.Subscription{Endpoint: phone.Endpoint, Keys: webpush.Keys{P256dh: phone.P256dh, Auth: phone.Auth}},
		&webpush.Options{HTTPClient: p.client, Subscriber: strings.TrimPrefix(p.contact, "mailto:"), Topic: parcel.Topic, TTL: int(lives / time.Second),
			Urgency: webpush.Urgency(parcel.Urgency), VAPIDPublicKey: p.key.public, VAPIDPrivateKey: p.key.private})
	var tried *url.Error
	switch {
	case errors.Is(err, errInside):
		return outcome{err: errInside}
	case errors.As(err, &tried): // the network's: its text would name the endpoint
		return outcome{later: true}
	case err != nil:
		return outcome{err: err}
	}
	defer res.Body.Close()
	io.Copy(io.Discard, io.LimitReader(res.Body, 4<<10)) // so that the connection can be used again
	o := outcome{status: res.StatusCode}
	switch {
	case res.StatusCode/100 == 2:
		o.taken = true
	case res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone:
		o.gone = true
	case res.StatusCode == http.StatusTooManyRequests || res.StatusCode >= 500:
		o.later = true
		if s, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil && s > 0 {
			o.after = min(time.Duration(s)*time.Second, time.Hour)
		}
	}
	return o
}

// mustShow says whether the push service ends a subscription whose messages show nothing.
func mustShow(endpoint string) bool {
	u, err := url.Parse(endpoint)
	return err == nil && strings.HasSuffix(u.Hostname(), ".push.apple.com")
}
