package report

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strconv"
	"strings"

	glyphs "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"paiban/internal/lang"
	"paiban/schedule"
)

// WritePicture writes the roster to path as a picture for the group chat. fontFile
// is a TrueType or OpenType file or collection that has the letters needed; no
// Chinese font is small enough to be part of the program.
func WritePicture(path string, w *Week, fontFile []byte) error {
	data, err := Picture(w, fontFile)
	if err != nil {
		return err
	}
	return WriteFile(path, data)
}

// Picture returns the roster as a PNG: people down, days across, the daily
// duties, the hours of each shift.
func Picture(w *Week, fontFile []byte) ([]byte, error) {
	face, err := readFont(fontFile)
	if err != nil {
		return nil, lang.Errorf("字体读不了", "cannot read the font").Because(err).
			WithHint("用 --font 指定一个中文字体文件（.ttf、.ttc、.otf）", "name a font file with --font (.ttf, .ttc, .otf)")
	}
	b := newRosterBook(w)
	defer b.f.Close()
	c := &canvas{font: face, faces: map[float64]pen{}}
	b.draw(c)
	if c.err != nil {
		return nil, c.err
	}
	// The picture is laid out twice: first to see how large it is.
	c.img = image.NewRGBA(image.Rect(0, 0, c.right+pad, c.bottom+pad))
	draw.Draw(c.img, c.img.Bounds(), image.White, image.Point{}, draw.Src)
	b.draw(c)
	var out bytes.Buffer
	if err := png.Encode(&out, c.img); err != nil {
		return nil, err
	}
	return out.Bytes(), c.err
}

// readFont reads a font file; of a collection it takes the one for simplified
// Chinese, or else the first.
func readFont(data []byte) (*sfnt.Font, error) {
	all, err := opentype.ParseCollection(data)
	if err != nil {
		return nil, err
	}
	first, err := all.Font(0)
	if err != nil {
		return nil, err
	}
	for i := 1; i < all.NumFonts(); i++ {
		f, err := all.Font(i)
		if err != nil {
			continue
		}
		if name, err := f.Name(nil, sfnt.NameIDFull); err == nil && strings.Contains(name, " SC") {
			return f, nil
		}
	}
	return first, nil
}

// Measures of the picture, in pixels; it is drawn large enough for phones that
// show two or three pixels for one.
const (
	pad       = 40
	bodySize  = 28.0
	smallSize = 22.0
	markSize  = 16.0
	titleSize = 40.0
	cellHigh  = 62
	cellWide  = 118
	cellGap   = 5
)

// canvas is the picture being drawn; without an image it only measures.
type canvas struct {
	img           *image.RGBA
	font          *sfnt.Font
	faces         map[float64]pen
	right, bottom int
	err           error
}

// pen is the font at one size.
type pen struct {
	glyphs.Face
	ascent, height int
}

func (c *canvas) pen(size float64) pen {
	if p, ok := c.faces[size]; ok {
		return p
	}
	face, err := opentype.NewFace(c.font, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: glyphs.HintingNone})
	if err != nil {
		c.err = err
		return pen{}
	}
	m := face.Metrics()
	p := pen{face, m.Ascent.Round(), (m.Ascent + m.Descent).Round()}
	c.faces[size] = p
	return p
}

func (c *canvas) width(s string, size float64) int {
	if p := c.pen(size); p.Face != nil {
		return glyphs.MeasureString(p.Face, s).Ceil()
	}
	return 0
}

func (c *canvas) reach(x, y int) { c.right, c.bottom = max(c.right, x), max(c.bottom, y) }

func (c *canvas) box(r image.Rectangle, fill string) {
	c.reach(r.Max.X, r.Max.Y)
	if c.img != nil && fill != "" {
		draw.Draw(c.img, r, image.NewUniform(rgb(fill)), image.Point{}, draw.Src)
	}
}

// text writes s in the middle of r's height, at its left or centred.
func (c *canvas) text(r image.Rectangle, s string, size float64, ink string, centred bool) {
	p := c.pen(size)
	if p.Face == nil {
		return
	}
	wide := c.width(s, size)
	x := r.Min.X
	if centred {
		x = r.Min.X + (r.Dx()-wide)/2
	}
	y := r.Min.Y + (r.Dy()-p.height)/2 + p.ascent
	c.reach(x+wide, r.Max.Y)
	if c.img == nil {
		return
	}
	d := glyphs.Drawer{Dst: c.img, Src: image.NewUniform(rgb(ink)), Face: p.Face, Dot: fixed.P(x, y)}
	d.DrawString(s)
}

// rgb reads RRGGBB.
func rgb(s string) color.RGBA {
	v, _ := strconv.ParseUint(s, 16, 24) // our own constants
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

// draw draws the roster: title, days, people, rotas, legend.
func (b *rosterBook) draw(c *canvas) {
	d := drawing{rosterBook: b, c: c, y: pad}
	d.title()
	d.measure()
	d.days()
	for _, g := range b.groups() {
		if g.name != "" {
			d.counts(g.name, b.say(lang.F("%d 人", "%d people", len(g.people))), func(day int) (string, string) {
				return fmt.Sprint(b.atWork(g.people, day)), faint
			})
		}
		for _, i := range g.people {
			d.person(i)
		}
	}
	foot := b.foot(b.sums())
	for _, row := range foot {
		d.counts(row.Name, "", func(day int) (string, string) {
			if row.Cells[day].Class != "" {
				return row.Cells[day].Text, alarm
			}
			return row.Cells[day].Text, faint
		})
	}
	for _, duty := range b.w.Rotas {
		d.rota(duty)
	}
	d.legend()
}

// drawing is a roster on its way onto a canvas, from top to bottom.
type drawing struct {
	*rosterBook
	c    *canvas
	y    int // top of what comes next
	x0   int // left of the first day
	wide int // width of a cell
}

func (d *drawing) title() {
	title := strings.TrimSpace(d.w.Shop + " " + d.say(lang.T("班表", "roster")) + " " + d.dates())
	d.c.text(image.Rect(pad, d.y, pad, d.y+60), title, titleSize, ink, false)
	d.y += 60
	d.c.text(image.Rect(pad, d.y, pad, d.y+40), d.subtitle(), smallSize, faint, false)
	d.y += 56
}

// measure makes the column of names and the cells as wide as their longest text.
func (d *drawing) measure() {
	name := d.c.width(d.say(lang.T("姓名", "Name")), bodySize)
	d.wide = cellWide
	for i := range d.p.People {
		name = max(name, d.c.width(d.names[i], bodySize))
		for day, t := range d.texts[i] {
			sign, part := twoLines(t)
			d.wide = max(d.wide, d.c.width(sign, bodySize)+24, d.c.width(part, markSize)+12)
			if c, changed := d.marked[[2]int{i, day}]; changed {
				d.wide = max(d.wide, d.c.width(d.say(c.mark()), markSize)+12)
			}
		}
	}
	for _, g := range d.groups() {
		name = max(name, d.c.width(g.name+" "+d.say(lang.F("%d 人", "%d people", len(g.people))), smallSize))
	}
	for _, row := range d.foot(d.sums()) {
		name = max(name, d.c.width(row.Name, smallSize))
	}
	for day := range d.p.Days {
		for _, note := range d.dayNotes(day) {
			d.wide = max(d.wide, min(d.c.width(note, markSize)+12, 2*cellWide))
		}
	}
	for _, duty := range d.w.Rotas {
		name = max(name, d.c.width(d.say(duty.Rota.Name), bodySize))
		for _, i := range duty.Who {
			if i != schedule.Any {
				d.wide = max(d.wide, d.c.width(d.names[i], smallSize)+16)
			}
		}
	}
	d.x0 = pad + name + 24
}

// cell is where a day stands in the row at d.y.
func (d *drawing) cell(day, high int) image.Rectangle {
	x := d.x0 + day*(d.wide+cellGap)
	return image.Rect(x, d.y, x+d.wide, d.y+high)
}

// label writes the name of the row at d.y.
func (d *drawing) label(s string) {
	d.c.text(image.Rect(pad, d.y, d.x0, d.y+cellHigh), s, bodySize, ink, false)
}

// days draws the row of dates and weekdays, with what is special about each.
func (d *drawing) days() {
	lines := 0
	for day := range d.p.Days {
		lines = max(lines, len(d.dayNotes(day)))
	}
	high := 84 + 24*lines
	for day := range d.p.Days {
		fill := totalFill
		switch d.dayClass(day) {
		case "holiday":
			fill = holiday
		case "weekend":
			fill = weekend
		}
		r := d.cell(day, high)
		d.c.box(r, fill)
		d.c.text(image.Rect(r.Min.X, d.y+4, r.Max.X, d.y+44), schedule.MonthDay(d.p.Date(day)), smallSize, ink, true)
		d.c.text(image.Rect(r.Min.X, d.y+40, r.Max.X, d.y+80), d.say(schedule.Weekday(d.p.Date(day))), smallSize, ink, true)
		for k, note := range d.dayNotes(day) {
			d.c.text(image.Rect(r.Min.X, d.y+78+24*k, r.Max.X, d.y+102+24*k), d.fitting(note, r.Dx()-8, markSize), markSize, alarm, true)
		}
	}
	d.y += high + cellGap
}

// fitting is text cut to a width, with an ellipsis.
func (d *drawing) fitting(text string, wide int, size float64) string {
	if d.c.width(text, size) <= wide {
		return text
	}
	runes := []rune(text)
	for len(runes) > 1 && d.c.width(string(runes)+"…", size) > wide {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// counts draws a low row of figures: the people at work of a group, what a day lacks.
func (d *drawing) counts(name, size string, of func(day int) (text, ink string)) {
	const high = 40
	d.c.text(image.Rect(pad, d.y, d.x0, d.y+high), strings.TrimSpace(name+" "+size), smallSize, faint, false)
	for day := range d.p.Days {
		r := d.cell(day, high)
		d.c.box(r, totalFill)
		text, color := of(day)
		d.c.text(r, text, smallSize, color, true)
	}
	d.y += high + cellGap
}

func (d *drawing) person(i int) {
	d.label(d.names[i])
	for day := range d.p.Days {
		k := d.look(i, day)
		fill := k.Fill
		if fill == "" {
			fill = "FAFAFA"
		}
		r := d.cell(day, cellHigh)
		d.c.box(r, fill)
		text, small := twoLines(d.texts[i][day])
		if c, changed := d.marked[[2]int{i, day}]; changed {
			text, small = d.texts[i][day], d.say(c.mark())
		}
		if small == "" {
			d.c.text(r, text, bodySize, k.Color, true)
			continue
		}
		d.c.text(image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+38), text, bodySize, k.Color, true)
		d.c.text(image.Rect(r.Min.X, r.Min.Y+36, r.Max.X, r.Max.Y), small, markSize, k.Color, true)
	}
	d.y += cellHigh + cellGap
}

func (d *drawing) rota(duty Duty) {
	d.y += cellGap
	d.label(d.say(duty.Rota.Name))
	for day, i := range duty.Who {
		who := absent.ZH
		if i != schedule.Any {
			who = d.names[i]
		}
		r := d.cell(day, cellHigh)
		d.c.box(r, totalFill)
		d.c.text(r, who, smallSize, ink, true)
	}
	d.y += cellHigh + cellGap
}

// legend names the shifts that somebody works, in lines as wide as the roster.
func (d *drawing) legend() {
	d.y += 14
	x, edge := pad, d.x0+d.p.Days*(d.wide+cellGap)
	for _, sh := range d.used {
		if !d.assigned(sh) {
			continue
		}
		sign, what := d.labels[sh], d.say(d.p.Shifts[sh].Name)+" "+d.hours(sh)
		signWide := d.c.width(sign, smallSize) + 20
		whole := signWide + 12 + d.c.width(what, smallSize)
		if x > pad && x+whole > edge {
			x, d.y = pad, d.y+46
		}
		r := image.Rect(x, d.y, x+signWide, d.y+38)
		d.c.box(r, kindFill[d.p.Shifts[sh].Kind])
		d.c.text(r, sign, smallSize, ink, true)
		d.c.text(image.Rect(x+signWide+12, d.y, x+whole, d.y+38), what, smallSize, ink, false)
		x += whole + 40
	}
}
