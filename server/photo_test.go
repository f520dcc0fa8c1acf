package main

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"jogotonggo/server/config"
	"jogotonggo/server/photo"
	"jogotonggo/server/photo/phototest"
)

// sendPhoto sends a picture as a phone does.
func (c *caller) sendPhoto(id string, picture []byte) *reply {
	c.t.Helper()
	return c.with("Content-Type", "image/jpeg").send("PUT", "/photos/"+id, string(picture))
}

// shows files a request with a photo, and gives case and photo.
func (c *caller) shows(picture []byte) (id, shot string) {
	c.t.Helper()
	shot = newKey()
	if r := c.sendPhoto(shot, picture); r.status != http.StatusCreated {
		c.t.Fatalf("send a photo: %d %s", r.status, r.body)
	}
	body := ask("lihat fotonya")
	body["photo"] = shot
	id, r := c.move("/aid/request", body)
	if r.status != http.StatusCreated {
		c.t.Fatalf("file with a photo: %d %s", r.status, r.body)
	}
	return id, shot
}

func fieldOf(r *reply) (field, code string) {
	var p struct {
		Fields []struct{ Field, Code string }
	}
	if json.Unmarshal(r.body, &p) != nil || len(p.Fields) == 0 {
		return "", ""
	}
	return p.Fields[0].Field, p.Fields[0].Code
}

// TestPhoto: a neighbour shows a head what the roof looks like, and nothing of what the camera
// wrote beside it is anywhere afterwards.
func TestPhoto(t *testing.T) {
	t.Parallel()
	node := &config.Node{Data: t.TempDir(), Log: "debug"}
	w := startOn(t, node, few())
	warga, rt, staf, relawan := w.as("warga"), w.as("rt"), w.as("staf"), w.as("relawan")
	const secret = "KENARI-GPS 7.0051 LS 110.4381 BT"
	id, shot := warga.shows(phototest.JPEG(2400, 1800, secret, "<script>KENARI-EKOR</script>"))

	var seen struct{ Case struct{ Data map[string]any } }
	rt.get("/cases/"+id, &seen)
	if seen.Case.Data["photo"] != shot {
		t.Fatalf("the head is shown %v", seen.Case.Data)
	}
	got := rt.send("GET", "/photos/"+shot, nil)
	about, kind, err := image.DecodeConfig(bytes.NewReader(got.body))
	if got.status != 200 || err != nil || kind != "jpeg" || about.Width != 1600 || about.Height != 1200 {
		t.Fatalf("the head gets %d, %s %dx%d: %v", got.status, kind, about.Width, about.Height, err)
	}
	for name, want := range map[string]string{"Content-Type": "image/jpeg", "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"} {
		if have := got.header.Get(name); have != want {
			t.Errorf("%s is %q", name, have)
		}
	}
	for _, word := range []string{"KENARI-GPS", "KENARI-EKOR"} {
		if bytes.Contains(got.body, []byte(word)) || strings.Contains(w.logged(), word) {
			t.Errorf("%s came through", word)
		}
		if where := inFiles(t, node.Data, word); where != "" {
			t.Errorf("%s lies in %s", word, where)
		}
	}
	if where := inFiles(t, node.Data, string(got.body[600:700])); where != "" {
		t.Errorf("the picture lies open in %s", where)
	}

	t.Run("UnverifiedIsForTheHeadAlone", func(t *testing.T) {
		for _, one := range []*caller{staf, relawan, w.as("tetangga"), w.as("warga2"), w.as("rt2"), w.as("lurah"), w.as("kota")} {
			if r := one.send("GET", "/photos/"+shot, nil); r.status != 404 {
				t.Errorf("%d %s", r.status, r.body)
			}
		}
		if r := rt.with("Idempotency-Key", newKey()).send("POST", "/aid/verify", map[string]any{"case": id}); r.status != 200 {
			t.Fatalf("verify: %d %s", r.status, r.body)
		}
		if r := staf.send("GET", "/photos/"+shot, nil); r.status != 200 || !bytes.Equal(r.body, got.body) {
			t.Errorf("the desk, once it is verified: %d", r.status)
		}
		if r := relawan.send("GET", "/photos/"+shot, nil); r.status != 404 {
			t.Errorf("a volunteer who has nothing in hand: %d", r.status)
		}
	})
	t.Run("LooksAreTold", func(t *testing.T) {
		var looks struct {
			Looks []struct {
				Case string
				By   struct{ Role string }
			}
		}
		warga.get("/me/looks", &looks)
		n := map[string]int{}
		for _, l := range looks.Looks {
			if l.Case == id {
				n[l.By.Role]++
			}
		}
		if n["rt_head"] != 2 || n["staff"] != 1 { // the head opened the case, then the photo; the desk the photo alone
			t.Errorf("looks: %v", n)
		}
	})
	t.Run("DataSaysThatItIsKept", func(t *testing.T) {
		var data struct {
			Photos []struct {
				Case *string
				At   string
			}
		}
		warga.get("/me/data", &data)
		if len(data.Photos) != 1 || data.Photos[0].Case == nil || *data.Photos[0].Case != id || data.Photos[0].At == "" {
			t.Errorf("%+v", data.Photos)
		}
	})
}

// inFiles names a file under a folder that holds some bytes.
func inFiles(t testing.TB, dir, word string) (where string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(word)) {
			where = path
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return where
}

// TestPhotoIsSentOnce: the same id and picture are one photo however often and by however many
// they come; another picture under it is refused.
func TestPhotoIsSentOnce(t *testing.T) {
	t.Parallel()
	w := open(t)
	warga, shot, picture := w.as("warga"), newKey(), phototest.JPEG(300, 200, "", "")
	var all sync.WaitGroup
	answers := make([]*reply, 4) // as many as may be on their way at once
	for i := range answers {
		all.Go(func() { answers[i] = warga.sendPhoto(shot, picture) })
	}
	all.Wait()
	for _, r := range answers {
		if r.status != 201 || !bytes.Equal(r.body, answers[0].body) {
			t.Errorf("%d %s", r.status, r.body)
		}
	}
	if r := warga.sendPhoto(shot, picture); r.status != 201 || r.header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("again: %d %s", r.status, r.body)
	}
	if r := warga.sendPhoto(shot, phototest.JPEG(301, 200, "", "")); r.status != 409 {
		t.Errorf("another picture: %d %s", r.status, r.body)
	}
	if r := w.as("tetangga").sendPhoto(shot, picture); r.status != 409 {
		t.Errorf("another account: %d %s", r.status, r.body)
	}
	if r := warga.send("GET", "/photos/"+shot, nil); r.status != 404 {
		t.Errorf("read before a case has it: %d", r.status)
	}
}

// TestPhotoOfAReport: a command may name a photo that its own account sent and no other case
// has; else nothing is filed, and the photo's field says why.
func TestPhotoOfAReport(t *testing.T) {
	t.Parallel()
	w := open(t)
	warga, tetangga := w.as("warga"), w.as("tetangga")
	_, used := warga.shows(phototest.JPEG(40, 30, "", ""))
	theirs := newKey()
	if r := tetangga.sendPhoto(theirs, phototest.JPEG(40, 30, "", "")); r.status != 201 {
		t.Fatalf("%d %s", r.status, r.body)
	}
	before := casesOf(t, warga)
	for name, c := range map[string]struct{ photo, code string }{"never sent": {newKey(), "unknown"}, "another's": {theirs, "unknown"}, "in another case": {used, "used"}} {
		body := ask("salah foto")
		body["photo"] = c.photo
		_, r := warga.move("/aid/request", body)
		if field, code := fieldOf(r); r.status != 422 || field != "photo" || code != c.code {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
	if after := casesOf(t, warga); after != before {
		t.Errorf("%d cases became %d", before, after)
	}
	if r := w.as("rt").send("GET", "/photos/"+used, nil); r.status != 200 {
		t.Errorf("the photo stays with its case: %d", r.status)
	}

	body := ask("dititipkan")
	body["photo"] = newKey()
	if r := warga.sendPhoto(body["photo"].(string), phototest.JPEG(50, 30, "", "")); r.status != 201 {
		t.Fatal(r.status)
	}
	if r := w.as("rt").carry(pocketOf(warga).seal(t, newKey(), "aid/request", asSent(t, body))); r.status != 200 {
		t.Errorf("carried by another, the photo is its author's all the same: %d %s", r.status, r.body)
	}
}

// TestPhotoPutRight: what was returned comes back with another photo, and the one before is gone.
func TestPhotoPutRight(t *testing.T) {
	t.Parallel()
	w := open(t)
	warga, rt := w.as("warga"), w.as("rt")
	id, first := warga.shows(phototest.JPEG(40, 30, "", ""))
	step := func(c *caller, move string, body map[string]any) {
		t.Helper()
		body["case"] = id
		if _, r := c.move("/aid/"+move, body); r.status != 200 {
			t.Fatalf("%s: %d %s", move, r.status, r.body)
		}
	}
	step(rt, "return", map[string]any{"reason": "lainnya"})
	step(warga, "amend", map[string]any{"need": "air", "people": 2, "photo": first})
	if r := rt.send("GET", "/photos/"+first, nil); r.status != 200 {
		t.Errorf("the same photo again: %d", r.status)
	}
	step(rt, "return", map[string]any{"reason": "lainnya"})
	second := newKey()
	if r := warga.sendPhoto(second, phototest.JPEG(60, 30, "", "")); r.status != 201 {
		t.Fatal(r.status)
	}
	step(warga, "amend", map[string]any{"need": "air", "people": 2, "photo": second})
	for shot, want := range map[string]int{first: 404, second: 200} {
		if r := rt.send("GET", "/photos/"+shot, nil); r.status != want {
			t.Errorf("%d, want %d", r.status, want)
		}
	}
	if r, err := w.house.store.Verify(context.Background()); err != nil || len(r.Findings) > 0 {
		t.Errorf("verify: %+v %v", r, err)
	}
}

// TestPhotosOnTheirWay: whoever keeps many of them half sent takes no more memory than a few, and
// makes nobody else wait.
func TestPhotosOnTheirWay(t *testing.T) {
	t.Parallel()
	w := open(t)
	warga, whole := w.as("warga"), phototest.JPEG(40, 30, "", "")
	held, let := make(chan int, 4), make(chan struct{})
	for range cap(held) {
		body, pen := io.Pipe()
		req, err := http.NewRequest("PUT", w.at+"/api/v1/photos/"+newKey(), body)
		if err != nil {
			t.Fatal(err)
		}
		req.ContentLength = int64(len(whole))
		req.Header.Set("Authorization", "Bearer "+warga.token)
		req.Header.Set("Content-Type", "image/jpeg")
		go func() {
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				held <- 0
				return
			}
			resp.Body.Close()
			held <- resp.StatusCode
		}()
		if _, err := pen.Write(whole[:100]); err != nil {
			t.Fatal(err)
		}
		go func() {
			<-let
			pen.Write(whole[100:])
			pen.Close()
		}()
	}
	deadline := time.Now().Add(10 * time.Second)
	for warga.sendPhoto(newKey(), whole).status != 503 { // the first bytes may still be on their way
		if time.Now().After(deadline) {
			t.Fatal("a fifth was taken as well")
		}
	}
	if r := w.as("tetangga").sendPhoto(newKey(), whole); r.status != 201 {
		t.Errorf("somebody else: %d %s", r.status, r.body)
	}
	close(let)
	for range cap(held) {
		if got := <-held; got != 201 {
			t.Errorf("one that was slow: %d", got)
		}
	}
	if r := warga.sendPhoto(newKey(), whole); r.status != 201 {
		t.Errorf("after them: %d %s", r.status, r.body)
	}
}

// TestPhotoTurnedAway: too much, no picture, no id.
func TestPhotoTurnedAway(t *testing.T) {
	t.Parallel()
	w := open(t, func(c *serve) { c.Limits = "" })
	warga := w.as("warga")
	whole := phototest.JPEG(40, 30, "", "")
	most := append(bytes.Clone(whole), make([]byte, photo.Largest-len(whole))...)
	for name, c := range map[string]struct {
		id, kind string
		sent     []byte
		status   int
	}{
		"as much as may come":  {newKey(), "image/jpeg", most, 201},
		"one byte more":        {newKey(), "image/jpeg", append(bytes.Clone(most), 0), 413},
		"a page":               {newKey(), "image/jpeg", []byte("<html>"), 400},
		"said to be something": {newKey(), "text/html", whole, 400},
		"no id":                {"satu", "image/jpeg", whole, 400},
	} {
		r := warga.with("Content-Type", c.kind).send("PUT", "/photos/"+c.id, string(c.sent))
		if r.status != c.status {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
		if field, _ := fieldOf(r); r.status == 400 && name != "no id" && field != "photo" {
			t.Errorf("%s: at the field %q", name, field)
		}
	}
	if r := (&caller{town: w}).sendPhoto(newKey(), whole); r.status != 401 {
		t.Errorf("nobody: %d", r.status)
	}
	for i := 1; i < 60; i++ {
		if r := warga.sendPhoto(newKey(), whole); r.status != 201 {
			t.Fatalf("photo %d of the day: %d %s", i+1, r.status, r.body)
		}
	}
	if r := warga.sendPhoto(newKey(), whole); r.status != 429 || r.header.Get("Retry-After") == "" {
		t.Errorf("one more: %d %s", r.status, r.body)
	}
	if _, r := warga.move("/aid/request", ask("tetap dapat melapor")); r.status != 201 {
		t.Errorf("photos shut a report out: %d %s", r.status, r.body)
	}
}
