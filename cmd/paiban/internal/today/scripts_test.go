package today_test

import (
	"testing"

	"paiban/cmd/paiban/internal/apptest"
	"paiban/cmd/paiban/internal/root"
)

func TestMain(m *testing.M) { apptest.Main(m, root.Run) }

// Each script is a session of a user.
func TestScripts(t *testing.T) { apptest.Scripts(t) }
