package forecast

var correctionTrees = boost{loss: absoluteLoss, trees: 150, rate: 0.08, leaves: 32, least: 100, rows: 0.3, cols: 0.5}

// correct learns across all series what their blends got wrong from the rolling
// origins, by lead, by what the members say and by how the blend missed lately
// (nearRun.clues), and corrects the blends. Misses are counted in units of their series,
// and absolutely, so that no series rules. Where there are too few series nothing is
// corrected.
func (a across) correct() {
	if !a.enough() {
		return
	}
	tell := func(i, o int, row func(int, []float64)) { a[i].clues(o, row) }
	trees := a.teach(correctionTrees, tell, func(i, o, lead int) float64 { return a[i].miss[o][lead] })
	each(len(a), func(i int) {
		n := a[i]
		if !n.alike() {
			return
		}
		better := make([][]float64, len(n.point))
		for o, p := range n.point {
			a.ask(trees, tell, i, o, func(lead int, miss float64) {
				better[o] = append(better[o], max(0, p[lead]+miss*n.unit(p[lead])))
			})
		}
		n.best = better
	})
}
