package workcal

import (
	"testing"
	"time"
)

func TestReadMonth(t *testing.T) {
	for s, want := range map[string]Month{
		"2026-10": {2026, 10}, "2026-9": {2026, 9}, "2026/10": {2026, 10}, "2026.10": {2026, 10}, "202610": {2026, 10},
		"2026年10月": {2026, 10}, "2026年9月份": {2026, 9}, "26年10月": {2026, 10}, "2026年十月": {2026, 10}, "二〇二六年十二月": {2026, 12},
		"10/2026": {2026, 10}, "October 2026": {2026, 10}, "2026 oct": {2026, 10}, "Sept": {0, 9},
		"10": {0, 10}, "9": {0, 9}, "09": {0, 9}, "10月": {0, 10}, "10月份": {0, 10}, "十月": {0, 10}, "十一月": {0, 11}, "一月": {0, 1},
	} {
		year, month, ok := ReadMonth(s)
		if got := (Month{year, month}); !ok || got != want {
			t.Errorf("%q: %v %v, want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "13", "0", "2026-13", "2026年13月", "2026", "十三月", "2026-10-01", "W41", "2026-W41", "sepia", "月"} {
		if year, month, ok := ReadMonth(s); ok {
			t.Errorf("%q is read as %d-%d", s, year, month)
		}
	}
}

func TestFindMonth(t *testing.T) {
	for s, want := range map[string]Month{
		"客服部2026年10月排班表":              {2026, 10},
		"2026-10 班表":                  {2026, 10},
		"排班202610.xlsx":               {2026, 10},
		"排班_202610_终稿":                {2026, 10},
		"2026.10客服排班":                 {2026, 10},
		"班表（2026-10-01 至 2026-10-31）": {2026, 10},
		"10月排班表":                      {0, 10},
		"十二月值班":                       {0, 12},
		"Roster October 2026":         {2026, 10},
		"制表：2026年9月28日 2026年10月班表（第 3 版）": {2026, 9},
		"roster of Mar": {0, time.March},
	} {
		year, month, ok := FindMonth(s)
		if got := (Month{year, month}); !ok || got != want {
			t.Errorf("%q: %v %v, want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"排班表", "2026-W42", "Sheet1", "10", "客服12345678", "market 3", "20261399"} {
		if year, month, ok := FindMonth(s); ok {
			t.Errorf("%q is read as %d-%d", s, year, month)
		}
	}
}
