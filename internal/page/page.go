// Package page serves the program as pages of this computer's own browser: what can be
// done next, and the roster of a week as a grid that is edited. It decides nothing:
// everything is asked of the planner, and what is saved is the workbook in the folder.
package page

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"paiban/internal/lang"
	"paiban/internal/planner"
)

// Options say what is served.
type Options struct {
	Dir     string // a workspace, or a folder of them
	Lang    lang.Lang
	Now     func() time.Time
	Planner func(dir string) (*planner.Planner, error) // of a workspace, its files read anew
	Font    func() ([]byte, error)                     // with Chinese characters, for the picture
}

// Server serves the pages of one folder at one address of this computer.
type Server struct {
	o       Options
	token   string
	host    string // 127.0.0.1:52341
	address net.Listener
	leave   time.Duration
	quit    chan struct{} // closed by End and when the last page has closed
	once    sync.Once

	mu    sync.Mutex
	pages int // open in a browser
	turn  int // of pages opened and closed
	jobs  map[string]*job
	desks []*desk   // rosters that were asked for, the last one at the end
	found []*repair // plans that were shown and not written, the last one at the end
}

// leave is how long after the last page has closed the program goes on: a page that is
// loaded again closes before it opens.
const leave = 3 * time.Second

// last is how long answers under way are waited for when the program ends.
const last = 3 * time.Second

// Listen takes a port of 127.0.0.1; 0 is any free one.
func Listen(o Options, port int) (*Server, error) {
	l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
	if err != nil {
		return nil, lang.Errorf("端口 %d 用不了", "port %d cannot be used", port).Because(err).
			WithHint("换一个端口，或不写 --port", "name another port, or none")
	}
	secret := make([]byte, 24)
	_, _ = rand.Read(secret) // never fails
	return &Server{
		o: o, token: base64.RawURLEncoding.EncodeToString(secret), host: l.Addr().String(), address: l, leave: leave,
		quit: make(chan struct{}), jobs: map[string]*job{},
	}, nil
}

// Address is the first address, with the token; the browser forgets it at once.
func (s *Server) Address() string { return "http://" + s.host + "/?token=" + s.token }

// End ends Serve.
func (s *Server) End() { s.once.Do(func() { close(s.quit) }) }

// Serve answers until the last page has closed, or the context ends. Plans under way are
// stopped; what they have found by then is written.
func (s *Server) Serve(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	web := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: 5 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(s.address) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	case <-s.quit:
	}
	stop() // the streams of pages end with it
	s.stopJobs()
	rest, cancel := context.WithTimeout(context.Background(), last)
	defer cancel()
	if err := web.Shutdown(rest); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// opened counts a page and returns what counts it off. The program ends when none has
// been open for a while.
func (s *Server) opened() (closed func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages++
	s.turn++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.pages--
		s.turn++
		if turn := s.turn; s.pages == 0 {
			time.AfterFunc(s.leave, func() {
				s.mu.Lock()
				still := s.turn == turn
				s.mu.Unlock()
				if still {
					s.End()
				}
			})
		}
	}
}
