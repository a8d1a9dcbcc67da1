package page

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"paiban/internal/lang"
	"paiban/internal/planner"
)

// planTime is how long a plan is searched for at most, as by paiban week.
const planTime = 10 * time.Second

// job is a week that is being planned.
type job struct {
	stop context.CancelFunc
	done chan struct{}
	lang lang.Lang

	mu   sync.Mutex
	step planner.Step
	err  error
}

func (j *job) tell(s planner.Step) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.step = s
}

// over reports whether the job has ended and no page was there to see it.
func (j *job) over() bool {
	select {
	case <-j.done:
		return true
	default:
		return false
	}
}

// words say how the job stands.
func (j *job) words() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch p := j.step.Search; {
	case p != nil:
		return lang.F("最好的排法代价 %d，不可能低于 %d，已 %.0f 秒", "best cost %d, none below %d, %.0f s", p.Best.Cost, p.Bound.Cost, p.Elapsed.Seconds()).In(j.lang)
	case j.step.Words.IsZero():
		return lang.T("正在排", "planning").In(j.lang)
	}
	return j.step.Words.In(j.lang)
}

func jobKey(shop, week string) string { return shop + "|" + week }

func (s *Server) job(key string) *job {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.jobs[key]
}

// plan begins to plan a week, unless it is being planned.
func (s *Server) plan(w http.ResponseWriter, r *http.Request) {
	shop, week := r.FormValue("shop"), r.FormValue("week")
	pl, err := s.planner(shop)
	if err != nil {
		s.fail(w, s.o.Lang, err)
		return
	}
	at, err := s.weekOf(pl, week)
	if err != nil {
		s.fail(w, pl.Workspace.Lang, err)
		return
	}
	key := jobKey(shop, at.String())
	s.mu.Lock()
	if j := s.jobs[key]; j == nil || j.over() {
		ctx, stop := context.WithCancel(context.Background())
		j := &job{stop: stop, done: make(chan struct{}), lang: pl.Workspace.Lang}
		s.jobs[key] = j
		pl.Progress = j.tell
		go func() {
			defer close(j.done)
			defer stop()
			p, err := pl.Plan(ctx, &at)
			if err == nil {
				_, err = pl.Roster(ctx, p, planner.Search{TimeLimit: planTime, Seed: 1, Gap: 0.001}, planner.Output{})
			}
			j.mu.Lock()
			j.err = err
			j.mu.Unlock()
		}()
	}
	s.mu.Unlock()
	http.Redirect(w, r, "/roster?"+url.Values{"shop": {shop}, "week": {at.String()}}.Encode(), http.StatusSeeOther)
}

// stop ends a search; the best roster so far is written.
func (s *Server) stop(w http.ResponseWriter, r *http.Request) {
	if j := s.job(jobKey(r.FormValue("shop"), r.FormValue("week"))); j != nil {
		j.stop()
	}
	w.WriteHeader(http.StatusNoContent)
}

// stopJobs ends every search and waits until what was found is written.
func (s *Server) stopJobs() {
	s.mu.Lock()
	jobs := s.jobs
	s.jobs = map[string]*job{}
	s.mu.Unlock()
	for _, j := range jobs {
		j.stop()
		<-j.done
	}
}

// progress is a stream of how a job stands; its last event is "done", with what went
// wrong, if anything.
func (s *Server) progress(w http.ResponseWriter, r *http.Request) {
	key := jobKey(r.FormValue("shop"), r.FormValue("week"))
	j := s.job(key)
	if j == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	send := func(event, words string) {
		data, _ := json.Marshal(words) // a string
		_, _ = fmt.Fprintf(w, "event: %s\ndata: %s\n\n", event, data)
		_ = http.NewResponseController(w).Flush() // the page may have closed
	}
	tick := time.NewTicker(300 * time.Millisecond)
	defer tick.Stop()
	for {
		send("step", j.words())
		select {
		case <-r.Context().Done():
			return
		case <-tick.C:
		case <-j.done:
			j.mu.Lock()
			said := ""
			switch {
			case errors.Is(j.err, context.Canceled):
				said = lang.T("停下的时候还没有排出班表，什么都没有写", "stopped before there was a roster; nothing was written").In(j.lang)
			case j.err != nil:
				said = lang.Tell(j.err, j.lang)
			}
			j.mu.Unlock()
			s.mu.Lock()
			delete(s.jobs, key)
			s.mu.Unlock()
			send("done", said)
			return
		}
	}
}
