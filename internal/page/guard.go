package page

import (
	"crypto/subtle"
	"net/http"
	"strings"
)

// policy lets a page load what this server has, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// most is the most that a request may bring, in bytes.
const most = 4 << 20

// cookie is the name of the cookie that holds the token. Cookies are shared by all ports
// of a host, so each server has its own.
func (s *Server) cookie() string { return "paiban-" + s.host[strings.LastIndex(s.host, ":")+1:] }

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// guard lets through what comes from a page of this server in the browser that opened its
// first address. A name that another site has pointed at this computer, another site and
// another user of the computer get nothing.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		origin := r.Header.Get("Origin")
		site := r.Header.Get("Sec-Fetch-Site")
		foreign := r.Host != s.host ||
			origin != "" && origin != "http://"+s.host ||
			origin == "" && r.Method != http.MethodGet && r.Method != http.MethodHead ||
			site == "cross-site" || site == "same-site"
		if foreign {
			http.Error(w, "403", http.StatusForbidden)
			return
		}
		if token := r.URL.Query().Get("token"); r.URL.Path == "/" && token != "" {
			if !same(token, s.token) {
				http.Error(w, "403", http.StatusForbidden)
				return
			}
			http.SetCookie(w, &http.Cookie{Name: s.cookie(), Value: s.token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
			http.Redirect(w, r, "/", http.StatusSeeOther)
			return
		}
		if c, err := r.Cookie(s.cookie()); err != nil || !same(c.Value, s.token) {
			http.Error(w, "403", http.StatusForbidden)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}
