package table

import (
	"encoding/xml"
	"errors"
	"io"

	"golang.org/x/text/encoding/htmlindex"
)

// Bounds of one part's XML. The decoder of the standard library has none: it
// holds a token whole however long, and remembers every element that is open.
const (
	xmlToken = 1 << 20 // bytes; a cell has 128 KB at most
	xmlDepth = 100     // worksheets need fewer than 20
)

var (
	errXMLToken = errors.New("a text or tag of more than 1 MB")
	errXMLDepth = errors.New("tags within tags, more than 100 deep")
)

// newXML returns a decoder of r that ends with an error where a token or the
// nesting goes beyond the bounds.
func newXML(r io.Reader) *xml.Decoder {
	b := &boundedXML{in: meter{r, xmlToken}}
	b.d = xml.NewDecoder(&b.in)
	b.d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		enc, err := htmlindex.Get(label)
		if err != nil {
			return nil, err
		}
		return enc.NewDecoder().Reader(in), nil
	}
	return xml.NewTokenDecoder(b)
}

// boundedXML is the source of a decoder's tokens.
type boundedXML struct {
	d     *xml.Decoder
	in    meter
	depth int
}

// Token returns the next token as it stands; that tags close as they open is for
// the decoder above to see.
func (b *boundedXML) Token() (xml.Token, error) {
	b.in.left = xmlToken
	t, err := b.d.RawToken()
	switch t.(type) {
	case xml.StartElement:
		if b.depth++; b.depth > xmlDepth {
			return nil, errXMLDepth
		}
	case xml.EndElement:
		b.depth--
	}
	return t, err
}

// meter lets so many bytes through and then fails.
type meter struct {
	r    io.Reader
	left int
}

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errXMLToken
	}
	n, err := m.r.Read(p[:min(len(p), m.left)])
	m.left -= n
	return n, err
}
