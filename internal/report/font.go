package report

import (
	"os"
	"path/filepath"

	"paiban/internal/lang"
)

// SystemFont reads a Chinese font of those that Windows, macOS and Linux come with.
func SystemFont(getenv func(string) string) ([]byte, error) {
	windows := getenv("WINDIR")
	if windows == "" {
		windows = `C:\Windows`
	}
	var places []string
	for _, name := range []string{"msyh.ttc", "msyh.ttf", "Deng.ttf", "simhei.ttf", "simsun.ttc"} {
		places = append(places, filepath.Join(windows, "Fonts", name))
	}
	places = append(places,
		"/System/Library/Fonts/PingFang.ttc",
		"/System/Library/Fonts/Hiragino Sans GB.ttc",
		"/System/Library/Fonts/STHeiti Medium.ttc",
		"/Library/Fonts/Arial Unicode.ttf",
		"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
		"/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
		"/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
		"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
		"/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
	)
	for _, path := range places {
		if data, err := os.ReadFile(path); err == nil {
			return data, nil
		}
	}
	return nil, lang.Errorf("没有找到中文字体，画不了班表图片", "no Chinese font was found to draw the picture with").
		WithHint("用 --font 指定一个字体文件（.ttf、.ttc、.otf），或把 --html 的网页截图", "name a font file with --font (.ttf, .ttc, .otf), or take a screenshot of the page that --html writes")
}
