package service

import (
	"regexp"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// Headings of the columns that say who and when.
var (
	accountHead = regexp.MustCompile(`^(接待|处理|值班|所属|责任|主)*(客服|坐席|座席)?(子)?(账号|账户|旺旺|旺旺号|旺旺昵称|旺旺名|昵称|客服id|花名)(名称|名|昵称|id)?$|^(接待|处理|值班|所属|责任)*(客服|坐席|座席)(昵称|名称|名|人员|账号|旺旺|id)?$|^(agent|seat|operator|representative|advisor)(account|nickname|login)?$|^(account|nickname|login|username|nick)$`)
	nameHead    = regexp.MustCompile(`^(客服|员工|人员|坐席|考生|被检人?|被质检人?|被投诉人?|真实)*(姓名|名字)$|^(员工|人员|考生|被检人|被质检人|质检对象|被投诉人)$|^(agent|employee|staff|full)?name$|^(employee|staff|person)$`)
	idHead      = regexp.MustCompile(`^(员工|客服|人员)?(工号|编号)$|^(employee|staff|agent)?(id|no|number)$`)
	dateHead    = regexp.MustCompile(`^(数据|统计|业务|接待|质检|考试|投诉|发生|会话|检查)*(日期|时间|日|周期|时间段|时间范围|日期范围|月份|月度|月)$|^(date|day|period|month|dates|time|datetime)$`)
	fromHead    = regexp.MustCompile(`^(统计)?(开始|起始|起)(日期|时间)?$|^(from|start|startdate|since)$`)
	toHead      = regexp.MustCompile(`^(统计)?(结束|截止|止)(日期|时间)?$|^(to|end|enddate|until)$`)
	shopHead    = regexp.MustCompile(`^(店铺|商家|网店)(名称|名)?$|^(shop|store)(name)?$`)
	serialHead  = regexp.MustCompile(`^(序号|排名|名次|no|#|rank|组|组别|分组|客服组|部门|班组|平台|渠道|备注|note|remark|team|group|department|platform|channel)$`)
	inMinutes   = regexp.MustCompile(`分钟?\)|\((min|minutes|m)\)`)
	byBuyer     = regexp.MustCompile(`人维度|按人|买家维度`)
)

// columns are those of one sheet; 0 is none.
type columns struct {
	header            int // row of the headings; 0 where columns are named by letters
	account, name, id int
	date, from, to    int
	shop              int
	figures           []figureColumn
	unused            []table.Cell // headings of columns that mean nothing to the reader
	again             []table.Cell // headings of columns that say what another one says
	platform          string
}

// figureColumn is a column of figures.
type figureColumn struct {
	col     int
	metric  string
	unit    attendance.Unit
	heading string
	minutes bool // the heading says that times are minutes
	shares  shares
}

// who reports whether a column says who.
func (c *columns) who() bool { return c.account+c.name+c.id > 0 }

// find reads a row as headings; mapping are the columns that the shop named.
func find(row *table.Row, mapping []attendance.ServiceColumn) columns {
	c := columns{header: row.Number}
	taken := map[string]int{} // index into figures by metric
	for _, cell := range row.Cells {
		text := table.Clean(cell.Text)
		if text == "" || len(text) > 120 {
			continue
		}
		if is, unit, ok := mapped(text, cell.Col, mapping); ok {
			c.place(is, unit, cell, taken)
			continue
		}
		h := heading(text)
		switch m := metricByHeading(text); {
		case m != nil:
			c.place(m.Key, m.Unit, cell, taken)
		case c.account == 0 && accountHead.MatchString(h):
			c.account = cell.Col
		case c.name == 0 && nameHead.MatchString(h):
			c.name = cell.Col
		case c.id == 0 && idHead.MatchString(h):
			c.id = cell.Col
		case c.from == 0 && fromHead.MatchString(h):
			c.from = cell.Col
		case c.to == 0 && toHead.MatchString(h):
			c.to = cell.Col
		case c.date == 0 && dateHead.MatchString(h):
			c.date = cell.Col
		case c.shop == 0 && shopHead.MatchString(h):
			c.shop = cell.Col
		case serialHead.MatchString(h):
		default:
			c.unused = append(c.unused, cell)
		}
	}
	return c
}

// mapped returns what a heading, or the letter of its column, is by the shop's mapping.
func mapped(text string, col int, mapping []attendance.ServiceColumn) (is string, unit attendance.Unit, ok bool) {
	for _, m := range mapping {
		if heading(m.Heading) == heading(text) && table.Clean(m.Heading) == text || strings.EqualFold(table.Clean(m.Heading), text) || m.Heading == table.Letters(col) {
			unit, _ := unitOf(m.Is, mapping)
			return m.Is, unit, true
		}
	}
	return "", "", false
}

// place notes what a column is. Of two columns that say the same the first one counts; a
// rate by buyer counts before one by conversation, since platforms judge by buyers.
func (c *columns) place(is string, unit attendance.Unit, cell table.Cell, taken map[string]int) {
	for role, col := range map[string]*int{"account": &c.account, "name": &c.name, "id": &c.id, "date": &c.date, "from": &c.from, "to": &c.to, "shop": &c.shop} {
		if role == is {
			*col = cell.Col
			return
		}
	}
	if is == "ignore" {
		return
	}
	text := table.Clean(cell.Text)
	f := figureColumn{col: cell.Col, metric: is, unit: unit, heading: text, minutes: inMinutes.MatchString(strings.ToLower(text))}
	k, again := taken[is]
	switch {
	case !again:
		taken[is] = len(c.figures)
		c.figures = append(c.figures, f)
	case byBuyer.MatchString(text) && !byBuyer.MatchString(c.figures[k].heading):
		c.again = append(c.again, table.Cell{Col: c.figures[k].col, Text: c.figures[k].heading})
		c.figures[k] = f
	default:
		c.again = append(c.again, cell)
	}
}

// fit reports how well a row does as headings: 0 where nobody or nothing is named.
func (c *columns) fit() int {
	if !c.who() || len(c.figures) == 0 {
		return 0
	}
	n := len(c.figures)
	for _, col := range []int{c.account, c.name, c.id, c.date, c.from, c.to, c.shop} {
		if col > 0 {
			n++
		}
	}
	return n
}

// platforms are told by words of a file's name, a sheet's name, its titles and headings.
var platforms = []struct {
	key   string
	name  lang.Text
	words []string
}{
	{"qianniu", lang.T("千牛", "Qianniu"), []string{"千牛", "旺旺", "淘宝", "天猫", "生意参谋", "qianniu", "taobao", "tmall"}},
	{"pdd", lang.T("拼多多", "Pinduoduo"), []string{"拼多多", "pdd", "pinduoduo", "需要人工回复的咨询人数", "需人工回复", "30秒应答率"}},
	{"kuaishou", lang.T("快手", "Kuaishou"), []string{"快手", "kuaishou", "不服务率", "人维度"}},
	{"feige", lang.T("飞鸽", "Feige"), []string{"飞鸽", "抖音", "抖店", "feige", "douyin"}},
	{"jd", lang.T("京东", "JD"), []string{"京东", "咚咚", "京麦", "jingdong", "dongdong"}},
}

// platformOf returns the platform that a text speaks of, "" for none.
func platformOf(text string) string {
	text = strings.ToLower(text)
	for _, p := range platforms {
		for _, w := range p.words {
			if strings.Contains(text, w) {
				return p.key
			}
		}
	}
	return ""
}
