// Package docs holds the tests that keep the documentation true: transcripts are
// played, tables are written from what the program knows, and links are followed.
package docs
