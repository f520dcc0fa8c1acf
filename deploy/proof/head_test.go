package proof

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// published reads the open page of Tegalsari as anybody does, and gives the head on it.
func (n *node) published() string {
	n.t.Helper()
	res, err := http.Get(n.url("/public/%s", tegalsari))
	if err != nil {
		n.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		n.t.Fatalf("the open page: %d %s %v", res.StatusCode, body, err)
	}
	var page struct{ Head struct{ Text string } }
	if err := json.Unmarshal(body, &page); err != nil || page.Head.Text == "" {
		n.t.Fatalf("no head: %s", body)
	}
	if strings.Contains(string(body), `"seq"`) {
		n.t.Errorf("the page tells how long the log is: %s", body)
	}
	return page.Head.Text
}

// history lets a node live two days, with so many requests on the first and on the second.
func history(t *testing.T, first, second int) (n *node, head string) {
	t.Helper()
	n = newNode(t, "JT_DATA="+t.TempDir(), "JT_SECRET=the same secret in both towns", "JT_DEMO_NOW=2026-11-22T10:00:00+07:00")
	n.start()
	warga := n.signIn("warga")
	for i := range first {
		warga.file(rt0403, fmt.Sprint("hari pertama ", i))
	}
	n.stop()
	n.env = append(n.env, "JT_DEMO_NOW=2026-11-23T10:00:00+07:00")
	n.start()
	head = n.published()
	warga = n.signIn("warga")
	for i := range second {
		warga.file(rt0403, fmt.Sprint("hari kedua ", i))
	}
	if again := n.published(); again != head {
		t.Errorf("the head moved within a day:\n%s\n%s", head, again)
	}
	n.stop()
	return n, head
}

// TestPublishedHead: a log that went on still proves what was published of it. One written anew,
// whose chain, rows and tallies agree, does not, nor does one that was cut; and nobody can make a
// head up.
func TestPublishedHead(t *testing.T) {
	t.Parallel()
	n, head := history(t, 5, 3)
	paper := filepath.Join(t.TempDir(), "bukti.txt")
	lay(t, paper, []byte(head[:60]+"\n  "+head[60:]+"\n"))
	for _, given := range []string{head, paper} {
		if out, code := n.cli("verify", "--head", given); code != 0 || !strings.Contains(out, "as line 5, hash") {
			t.Errorf("exit %d: %s", code, out)
		}
	}
	forged := []byte(head)
	if at := len(forged) - 10; forged[at] == 'A' { // another letter, and one that a head may have
		forged[at] = 'B'
	} else {
		forged[at] = 'A'
	}
	for given, says := range map[string]string{string(forged): "not signed", strings.Replace(head, "2026-11-23", "2026-11-24", 1): "not signed", head[:len(head)-20]: "cut off", head[3:]: "no published head", "": ""} {
		if out, code := n.cli("verify", "--head", given); code != 1 && given != "" || !strings.Contains(out, says) {
			t.Errorf("%q: exit %d: %s", given, code, out)
		}
	}
	rewritten, _ := history(t, 6, 0)
	rewritten.verify()
	if out, code := rewritten.cli("verify", "--head", head); code != 1 || !strings.Contains(out, "does not contain the line that was published") {
		t.Errorf("a history written anew: exit %d: %s", code, out)
	}
	twin := &node{t: t, env: append(n.env, "JT_DATA="+plainCopy(t, n))}
	db := openFile(t, filepath.Join(twin.env[len(twin.env)-1][len("JT_DATA="):], "jogo.db"))
	tell(t, db, "cut", `DELETE FROM events WHERE seq > 4`)
	if _, code := twin.cli("verify", "--head", head); code != 1 {
		t.Errorf("a log that was cut: exit %d", code)
	}
}

// plainCopy copies the folder of a stopped node whose secret lies elsewhere.
func plainCopy(t *testing.T, n *node) string {
	t.Helper()
	for _, v := range n.env {
		if dir, ok := strings.CutPrefix(v, "JT_DATA="); ok {
			to := t.TempDir()
			for _, name := range []string{"jogo.db", "keys.db"} {
				b, err := os.ReadFile(filepath.Join(dir, name))
				if err != nil {
					t.Fatal(err)
				}
				lay(t, filepath.Join(to, name), b)
			}
			return to
		}
	}
	t.Fatal("no data folder")
	return ""
}
