package report

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/natefinch/atomic"
	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
)

// Save writes f to path through a temporary file in the same folder and a
// rename: the file is there whole or is as it was. What it holds is personal, so
// only its owner may read it. The same content gives the same bytes.
func Save(f *excelize.File, path string) error {
	buf, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	data, err := settled(buf.Bytes())
	if err != nil {
		return err
	}
	return writeFile(path, data)
}

// writeFile puts data at path in the same way, readable by its owner only.
func writeFile(path string, data []byte) error {
	if err := atomic.WriteFile(path, bytes.NewReader(data)); err != nil {
		e := lang.Errorf("写不了 %s", "cannot write %s", path).Because(err)
		if _, no := os.Stat(filepath.Dir(path)); errors.Is(no, fs.ErrNotExist) {
			return e.WithHint("先建好文件夹 %s", "make the folder %s first", filepath.Dir(path))
		}
		return e.WithHint("如果它正在 Excel 或 WPS 里打开，先关掉；再看文件夹能不能写", "if it is open in Excel or WPS, close it there; else see whether the folder can be written to")
	}
	return os.Chmod(path, 0o600)
}
