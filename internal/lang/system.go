package lang

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strconv"
	"syscall"
)

// cause is an error of the operating system, in words.
type cause struct {
	err  error
	text Text
}

// causes are what an operating system refuses, by the error it gives.
var causes = []cause{
	{context.Canceled, T("已中断", "interrupted")},
	{context.DeadlineExceeded, T("时间到了还没有做完", "it did not finish in time")},
	{fs.ErrNotExist, T("没有这个文件或文件夹", "there is no such file or folder")},
	{fs.ErrPermission, T("没有权限", "permission denied")},
	{fs.ErrExist, T("已经有这个文件或文件夹", "a file or folder of that name already exists")},
	{syscall.EISDIR, T("这是文件夹，不是文件", "it is a folder, not a file")},
	{syscall.ENOTDIR, T("路径中有一段不是文件夹", "part of the path is not a folder")},
	{syscall.ENOSPC, T("磁盘已满", "the disk is full")},
	{syscall.EDQUOT, T("磁盘配额用完了", "the disk quota is used up")},
	{syscall.EFBIG, T("文件超过允许的大小", "the file is larger than allowed")},
	{syscall.EROFS, T("磁盘是只读的", "the disk is read-only")},
	{syscall.ENAMETOOLONG, T("文件名太长", "the name is too long")},
	{syscall.EMFILE, T("同时打开的文件太多", "too many files are open")},
	{syscall.EIO, T("读写磁盘出错", "reading or writing the disk failed")},
	{io.ErrUnexpectedEOF, T("文件不完整", "the file ends too early")},
	{strconv.ErrSyntax, T("格式不对", "it is not well-formed")},
	{strconv.ErrRange, T("数字太大或太小", "the number is too large or too small")},
}

// system says what the operating system, or the standard library in its place,
// refused, and of which file.
func system(err error) (Text, bool) {
	for _, c := range causes {
		if !errors.Is(err, c.err) {
			continue
		}
		var path *fs.PathError
		var link *os.LinkError
		switch {
		case errors.As(err, &path):
			return F("%s：%s", "%s: %s", path.Path, c.text), true
		case errors.As(err, &link):
			return F("%s：%s", "%s: %s", link.New, c.text), true
		}
		return c.text, true
	}
	return Text{}, false
}
