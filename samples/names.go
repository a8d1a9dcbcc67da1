package samples

import "paiban/internal/lang"

// Names are invented: common surnames and common given names, combined by
// counting, so that nobody in particular is meant.
var surnames = []lang.Text{
	lang.T("陈", "Chen"), lang.T("林", "Lin"), lang.T("黄", "Huang"), lang.T("张", "Zhang"), lang.T("李", "Li"),
	lang.T("王", "Wang"), lang.T("吴", "Wu"), lang.T("刘", "Liu"), lang.T("蔡", "Cai"), lang.T("杨", "Yang"),
	lang.T("许", "Xu"), lang.T("郑", "Zheng"), lang.T("谢", "Xie"), lang.T("郭", "Guo"), lang.T("洪", "Hong"),
	lang.T("周", "Zhou"), lang.T("叶", "Ye"), lang.T("苏", "Su"), lang.T("江", "Jiang"), lang.T("何", "He"),
	lang.T("罗", "Luo"), lang.T("高", "Gao"), lang.T("潘", "Pan"),
}

var givenNames = []lang.Text{
	lang.T("晓雯", "Xiaowen"), lang.T("嘉怡", "Jiayi"), lang.T("志强", "Zhiqiang"), lang.T("雨桐", "Yutong"), lang.T("思远", "Siyuan"),
	lang.T("丽娟", "Lijuan"), lang.T("文博", "Wenbo"), lang.T("欣悦", "Xinyue"), lang.T("子涵", "Zihan"), lang.T("海燕", "Haiyan"),
	lang.T("俊杰", "Junjie"), lang.T("梦琪", "Mengqi"), lang.T("建华", "Jianhua"), lang.T("诗涵", "Shihan"), lang.T("伟", "Wei"),
	lang.T("婷婷", "Tingting"), lang.T("浩然", "Haoran"), lang.T("静", "Jing"), lang.T("佳慧", "Jiahui"),
}

// names is how many are different.
var names = len(surnames) * len(givenNames)

// personName returns the n-th name. 23 surnames and 19 given names are coprime
// counts, so the first 437 are all different.
func personName(n int) lang.Text {
	s, g := surnames[n%len(surnames)], givenNames[(n*7)%len(givenNames)]
	return lang.T(s.ZH+g.ZH, g.EN+" "+s.EN)
}
