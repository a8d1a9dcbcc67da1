package forecast

import (
	"math"
	"math/rand/v2"
	"slices"
	"sort"
)

const (
	mostBins = 255
	// The bins of a feature come from this many of its rows.
	binRows = 20_000
)

// binning cuts each feature of a [boost] into bins that hold about as many rows
// each. Bin 0 is what is unknown.
type binning struct {
	edges [][]float64 // by feature, ascending: bin k ends with edges[k-1]; nil where values are names
}

// newBinning works out the bins of the features x[feature][row], at most most of each,
// 0 being mostBins; kinds says which of them are names.
func newBinning(x [][]float64, kinds []bool, most int) binning {
	if most == 0 {
		most = mostBins
	}
	b := binning{edges: make([][]float64, len(x))}
	for j, col := range x {
		if kinds == nil || !kinds[j] {
			b.edges[j] = binEdges(col, most)
		}
	}
	return b
}

// binEdges returns the ends of at most most − 1 bins of the values in col: halfway
// between neighbours where there are few different values, quantiles where there are
// many.
func binEdges(col []float64, most int) []float64 {
	v := make([]float64, 0, min(len(col), binRows))
	rng := rand.New(rand.NewPCG(uint64(len(col)), 1))
	for i := range min(len(col), binRows) {
		if len(col) > binRows {
			i = rng.IntN(len(col))
		}
		if x := col[i]; !math.IsNaN(x) {
			v = append(v, x)
		}
	}
	slices.Sort(v)
	distinct := 0
	for i := range v {
		if i == 0 || v[i] != v[i-1] {
			distinct++
		}
	}
	edges := []float64{}
	last := 0 // first row of the bin
	for i := 1; i < len(v); i++ {
		if v[i] == v[i-1] {
			continue
		}
		// What is left, shared out evenly among the bins left.
		if full := (len(v) - last) / (most - 1 - len(edges)); distinct < most || i-last >= full {
			edges = append(edges, v[i-1]+(v[i]-v[i-1])/2)
			last = i
		}
		if len(edges) == most-2 {
			break
		}
	}
	return edges
}

// of returns the bin of value v of feature j.
func (b binning) of(j int, v float64) uint8 {
	if math.IsNaN(v) {
		return 0
	}
	if b.edges[j] == nil {
		return uint8(clamp(v, 0, mostBins-2)) + 1
	}
	return uint8(sort.SearchFloat64s(b.edges[j], v)) + 1
}

// count returns the number of bins of feature j.
func (b binning) count(j int) int {
	if b.edges[j] == nil {
		return mostBins
	}
	return len(b.edges[j]) + 2
}

// column returns the bins of all values of feature j.
func (b binning) column(j int, col []float64) []uint8 {
	out := make([]uint8, len(col))
	for i, v := range col {
		out[i] = b.of(j, v)
	}
	return out
}
