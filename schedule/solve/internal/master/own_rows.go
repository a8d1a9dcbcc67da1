package master

import (
	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
)

// findOwnRows lists the rows to which person i adds heads for themselves.
func (b *Subproblem) findOwnRows(i int, p *model.Plan) {
	m := b.model
	if m.People[i].Own == nil {
		return
	}
	for k := b.from * m.Cells; k < b.to*m.Cells; k++ {
		if m.People[i].CellCost[k] >= fixed.Infinity && int(p.Cells[i][k/m.Cells]) != k%m.Cells {
			continue
		}
		for _, r := range m.OwnRows(i, k) {
			if b.rowIndex[r] < 0 {
				b.rowIndex[r] = int32(len(b.rows))
				b.rows = append(b.rows, r)
				b.outside = append(b.outside, p.Heads[r])
				b.maxHeads = append(b.maxHeads, 0)
			}
		}
	}
}

// ownGroups makes a group of the rows to which a cell adds a head for one person alone.
func (b *Subproblem) ownGroups() {
	m := b.model
	for j, i := range b.People {
		if m.People[i].Own == nil {
			continue
		}
		if b.own == nil {
			b.own = make([][]int32, len(b.People))
		}
		b.own[j] = make([]int32, b.cellCount())
		for g := range b.own[j] {
			b.own[j][g] = -1
			before := len(b.lp.Groups)
			for _, r := range m.OwnRows(i, b.from*m.Cells+g) {
				if n := b.rowIndex[r]; n >= 0 {
					b.lp.Groups = append(b.lp.Groups, n)
				}
			}
			if len(b.lp.Groups) > before {
				b.own[j][g] = int32(len(b.lp.GroupsAt) - 1)
				b.lp.GroupsAt = append(b.lp.GroupsAt, int32(len(b.lp.Groups)))
			}
		}
	}
}

// ownGroup is the group of the rows to which cell g of the subproblem adds a head for the
// j-th person alone, -1 where there is none.
func (b *Subproblem) ownGroup(j, g int) int32 {
	if b.own == nil || b.own[j] == nil {
		return -1
	}
	return b.own[j][g]
}
