package proof

import (
	"encoding/json"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// metricForm is what the name of a metric looks like in an expression.
var metricForm = regexp.MustCompile(`\b(?:up|(?:jogotonggo|process|go)_[a-z_]+)\b`)

// Every number that an alert or the dashboard asks for is one that a node gives, with the
// labels that they pick by.
func TestMetricsExist(t *testing.T) {
	t.Parallel()
	n := embedded(t).first()
	warga := n.signIn("warga")
	warga.file(warga.home(), "supaya ada yang dihitung")
	res, err := http.Get("http://" + n.addr + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	has := map[string]bool{"up": true} // Prometheus' own
	for name, family := range families {
		has[name] = true
		if family.GetType().String() == "HISTOGRAM" {
			has[name+"_bucket"], has[name+"_sum"], has[name+"_count"] = true, true, true
		}
	}
	asked := 0
	for where, list := range map[string][]string{"alerts.yaml": ruleExpressions(t), "the dashboard": panelExpressions(t)} {
		for _, expr := range list {
			for _, name := range metricForm.FindAllString(expr, -1) {
				if asked++; !has[name] {
					t.Errorf("%s asks for %s, which no node gives", where, name)
				}
			}
		}
	}
	if asked < 30 {
		t.Errorf("only %d numbers are asked for", asked)
	}
}

func ruleExpressions(t *testing.T) (list []string) {
	t.Helper()
	b, err := os.ReadFile("../prometheus/alerts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Groups []struct {
			Rules []struct {
				Alert, Expr string
				Annotations map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	for _, g := range file.Groups {
		for _, r := range g.Rules {
			if r.Annotations["summary"] == "" || r.Annotations["do"] == "" {
				t.Errorf("%s does not say what is, or what to do", r.Alert)
			}
			list = append(list, r.Expr)
		}
	}
	return list
}

func panelExpressions(t *testing.T) (list []string) {
	t.Helper()
	b, err := os.ReadFile("../grafana/jogotonggo.json")
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Panels []struct {
			ID      int
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(b, &board); err != nil {
		t.Fatal(err)
	}
	seen := map[int]bool{}
	for _, p := range board.Panels {
		if seen[p.ID] || strings.TrimSpace(p.Title) == "" || len(p.Targets) == 0 {
			t.Errorf("panel %d %q stands twice, or shows nothing", p.ID, p.Title)
		}
		seen[p.ID] = true
		for _, target := range p.Targets {
			list = append(list, target.Expr)
		}
	}
	return list
}
