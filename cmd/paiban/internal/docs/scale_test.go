package docs

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/root"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/samples"
)

// job is what the manifest in docs/scale.md has to agree on.
type job struct {
	Kind string
	Spec struct {
		CompletionMode           string `yaml:"completionMode"`
		Completions, Parallelism int
		BackoffLimitPerIndex     int `yaml:"backoffLimitPerIndex"`
		PodFailurePolicy         struct {
			Rules []struct {
				Action      string
				OnExitCodes struct {
					ContainerName, Operator string
					Values                  []int
				} `yaml:"onExitCodes"`
			}
		} `yaml:"podFailurePolicy"`
		Template struct {
			Spec struct {
				RestartPolicy string `yaml:"restartPolicy"`
				Containers    []struct {
					Name         string
					Command      []string
					VolumeMounts []struct {
						Name      string
						MountPath string `yaml:"mountPath"`
					} `yaml:"volumeMounts"`
				}
				Volumes []struct{ Name string }
			}
		}
	}
}

// manifest returns the YAML block of docs/scale.md.
func manifest(t *testing.T) (j job) {
	t.Helper()
	doc, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "docs", "scale.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, block, found := strings.Cut(string(doc), "```yaml\n")
	block, _, closed := strings.Cut(block, "```")
	if !found || !closed {
		t.Fatal("docs/scale.md has no manifest")
	}
	if err := yaml.Unmarshal([]byte(block), &j); err != nil {
		t.Fatal(err)
	}
	return j
}

// The command line of the Kubernetes manifest is run once for each index, as its
// pods would: together they plan every workspace once. Once more, nothing moves.
func TestManifestOfDocsPlansEveryWorkspaceOnce(t *testing.T) {
	if os.Getenv("PAIBAN_LONG") == "" {
		t.Skip("the long run: set PAIBAN_LONG")
	}
	j := manifest(t)
	spec := j.Spec
	if j.Kind != "Job" || spec.CompletionMode != "Indexed" || spec.Completions < 2 || spec.Parallelism > spec.Completions ||
		spec.Template.Spec.RestartPolicy != "Never" || len(spec.Template.Spec.Containers) != 1 {
		t.Fatalf("not an Indexed Job of one container: %+v", j)
	}
	if rules := spec.PodFailurePolicy.Rules; len(rules) != 1 || rules[0].Action != "FailIndex" || spec.BackoffLimitPerIndex < 1 ||
		!slices.Equal(rules[0].OnExitCodes.Values, []int{cli.ExitUsage, cli.ExitBadInput, cli.ExitViolations}) {
		t.Errorf("indexes are tried again for %+v", rules)
	}
	pod := spec.Template.Spec.Containers[0]
	if pod.Command[0] != "paiban" || len(pod.VolumeMounts) != 1 || pod.VolumeMounts[0].Name != spec.Template.Spec.Volumes[0].Name {
		t.Fatalf("%+v", pod)
	}
	if want := fmt.Sprintf("auto/%d", spec.Completions); !slices.Contains(pod.Command, want) {
		t.Fatalf("%v lacks %s", pod.Command, want)
	}
	volume := t.TempDir()
	args := slices.Clone(pod.Command[1:])
	i := slices.Index(args, pod.VolumeMounts[0].MountPath)
	if i < 0 {
		t.Fatalf("%v does not name the volume", args)
	}
	args[i] = volume

	// More workspaces than indexes would take long: three make some parts empty.
	var names []string
	for i, preset := range []string{"recharge", "duty", "recharge"} {
		name := fmt.Sprintf("shop-%d", i)
		names = append(names, name)
		if err := samples.Create(filepath.Join(volume, name), samples.Options{Preset: preset, Lang: lang.EN, Sample: true}); err != nil {
			t.Fatal(err)
		}
	}
	for _, state := range []planner.ShopState{planner.ShopPlanned, planner.ShopUnchanged} {
		var seen []string
		for index := range spec.Completions {
			var out, talk bytes.Buffer
			friday := time.Date(2026, time.November, 20, 16, 0, 0, 0, time.UTC)
			began := time.Now()
			a := &cli.App{Stdout: &out, Stderr: &talk, Dir: t.TempDir(),
				Now:    func() time.Time { return friday.Add(time.Since(began)) },
				Getenv: func(k string) string { return map[string]string{cli.IndexVar: fmt.Sprint(index)}[k] }}
			if code := root.Run(context.Background(), a, args); code != 0 {
				t.Fatalf("index %d: exit code %d: %s", index, code, talk.String())
			}
			for _, line := range strings.Split(strings.TrimSpace(out.String()), "\n") {
				if line == "" {
					continue
				}
				var s struct {
					Workspace string
					State     planner.ShopState
				}
				if err := json.Unmarshal([]byte(line), &s); err != nil || s.State != state {
					t.Errorf("index %d: %s (%v), want %s", index, line, err, state)
				}
				seen = append(seen, s.Workspace)
			}
		}
		slices.Sort(seen)
		if !slices.Equal(seen, names) {
			t.Errorf("%s: %v, want each of %v once", state, seen, names)
		}
	}
}
