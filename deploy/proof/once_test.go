package proof

import (
	"bytes"
	"net/http"
	"slices"
	"sync"
	"testing"
)

// Sending one command many times at once, through every node, has one effect, and every
// answer is the same to the byte.
func TestSameCommandAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *town) {
		t.Parallel()
		const times = 500
		warga := w.first().signIn("warga")
		lurah := w.last().signIn("lurah")
		before := lurah.board(tegalsari)
		key, body := newKey(), ask(rt0403, "sekali saja")
		answers := make([]answer, times)
		var all sync.WaitGroup
		start := make(chan struct{})
		for i := range times {
			p := warga.at(w.nodes[i%len(w.nodes)])
			all.Go(func() {
				<-start
				got, err := p.send("POST", "/aid/request", key, body)
				if err != nil {
					t.Errorf("no answer: %v", err)
				}
				answers[i] = got
			})
		}
		close(start)
		all.Wait()
		fresh := 0
		for _, a := range answers {
			if a.status != http.StatusCreated || !bytes.Equal(a.body, answers[0].body) {
				t.Fatalf("answers differ:\n%s\n%s", answers[0], a)
			}
			if !a.replayed {
				fresh++
			}
		}
		if fresh != 1 {
			t.Errorf("%d answers say that they are the first", fresh)
		}
		ids := lurah.log(tegalsari, before.Cursor)
		if !slices.Equal(ids, []string{key}) {
			t.Errorf("the log holds %d new events: %v", len(ids), ids)
		}
		if got, err := warga.send("POST", "/aid/request", key, ask(rt0403, "lain")); err != nil || got.status != http.StatusUnprocessableEntity {
			t.Errorf("another body under the same key: %v %s", err, got)
		}
		w.first().verify()
		t.Logf("measured: %d sends of one command through %d node(s): 1 effect, %d equal answers", times, len(w.nodes), len(answers))
	})
}
