package report

import (
	"bytes"
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

func (b *rosterBook) draw(c *canvas) {
	w := b.w
	y := pad
	title := strings.TrimSpace(w.Shop + " " + b.say(lang.T("班表", "roster")) + " " + w.Title)
	c.text(image.Rect(pad, y, pad, y+60), title, titleSize, ink, false)
	y += 60
	c.text(image.Rect(pad, y, pad, y+40), b.p.Date(0).String()+" – "+b.p.Date(b.p.Days-1).String(), smallSize, faint, false)
	y += 56

	name := c.width(b.say(lang.T("姓名", "Name")), bodySize)
	wide := cellWide
	for i := range b.p.People {
		name = max(name, c.width(b.names[i], bodySize))
		for _, t := range b.texts[i] {
			wide = max(wide, c.width(t, bodySize)+24)
		}
	}
	for _, duty := range w.Rotas {
		name = max(name, c.width(b.say(duty.Rota.Name), bodySize))
		for _, i := range duty.Who {
			if i != schedule.Any {
				wide = max(wide, c.width(b.names[i], smallSize)+16)
			}
		}
	}
	x0 := pad + name + 24
	cell := func(d, high int) image.Rectangle {
		return image.Rect(x0+d*(wide+cellGap), y, x0+d*(wide+cellGap)+wide, y+high)
	}
	label := func(s string, size float64, ink string) {
		c.text(image.Rect(pad, y, x0, y+cellHigh), s, size, ink, false)
	}

	for d := range b.p.Days {
		fill := totalFill
		switch b.dayClass(d) {
		case "holiday":
			fill = holiday
		case "weekend":
			fill = weekend
		}
		r := cell(d, 84)
		c.box(r, fill)
		c.text(image.Rect(r.Min.X, y+4, r.Max.X, y+44), schedule.MonthDay(b.p.Date(d)), smallSize, ink, true)
		c.text(image.Rect(r.Min.X, y+40, r.Max.X, y+80), b.say(schedule.Weekday(b.p.Date(d))), smallSize, ink, true)
	}
	y += 84 + cellGap
	for _, i := range b.order {
		label(b.names[i], bodySize, ink)
		for d := range b.p.Days {
			k := b.look(i, d)
			fill := k.Fill
			if fill == "" {
				fill = "FAFAFA"
			}
			r := cell(d, cellHigh)
			c.box(r, fill)
			c.text(r, b.texts[i][d], bodySize, k.Color, true)
		}
		y += cellHigh + cellGap
	}
	for _, duty := range w.Rotas {
		y += cellGap
		label(b.say(duty.Rota.Name), bodySize, ink)
		for d, i := range duty.Who {
			who := absent.ZH
			if i != schedule.Any {
				who = b.names[i]
			}
			r := cell(d, cellHigh)
			c.box(r, totalFill)
			c.text(r, who, smallSize, ink, true)
		}
		y += cellHigh + cellGap
	}

	y += 14
	x, edge := pad, x0+b.p.Days*(wide+cellGap)
	for _, sh := range b.used {
		if !b.assigned(sh) {
			continue
		}
		sign, what := b.labels[sh], b.say(b.p.Shifts[sh].Name)+" "+b.hours(sh)
		signWide := c.width(sign, smallSize) + 20
		whole := signWide + 12 + c.width(what, smallSize)
		if x > pad && x+whole > edge {
			x, y = pad, y+46
		}
		r := image.Rect(x, y, x+signWide, y+38)
		c.box(r, kindFill[b.p.Shifts[sh].Kind])
		c.text(r, sign, smallSize, ink, true)
		c.text(image.Rect(x+signWide+12, y, x+whole, y+38), what, smallSize, ink, false)
		x += whole + 40
	}
}
