package table

import "strings"

// twoForms are traditional characters, each followed by its simplified form: those that
// stand in the headings, states, kinds of leave and remarks of an office. 迄 is how
// traditional lists write 至.
const twoForms = "審审狀状態态結结請请駁驳絕绝過过銷销終终開开時时間间長长類类別别員员單单號号編编創创發发標标題题補补簽签換换調调處处無无準准歸归檔档廢废關关聯联屬属數数總总計计後后紀纪錄录當当進进許许務务屆届" +
	"預预訖讫迄至碼码門门備备註注組组遲迟帳账賬账戶户記记應应實实際际諮咨詢询問问會会話话線线來来電电訂订買买統统隊队訪访聽听對对顧顾鋪铺滿满評评郵邮條条稱称熱热說说變变層层點点週周禮礼兩两個个種种" +
	"輪轮產产喪丧傷伤婦妇懷怀離离職职辭辞習习試试養养學学歲岁專专邊边夠够裡里裏里嗎吗麼么們们從从與与為为將将還还這这給给讓让沒没該该須须願愿優优級级資资積积餘余額额賞赏罰罚險险體体護护醫医藥药療疗" +
	"場场內内連连續续運运動动營营業业廠厂團团區区國国節节慶庆曆历歷历復复雙双獨独臨临幫帮帶带課课張张項项領领導导經经負负責责圖图書书設设據据報报錢钱貨货費费價价質质選选擇择執执劃划畫画輸输轉转載载" +
	"辦办協协議议訊讯誤误絡络機机網网頁页視视頻频測测驗验檢检覺觉寫写讀读術术語语講讲詳详細细規规則则範范圍围幾几萬万億亿鐘钟錶表衛卫東东蘇苏灣湾廣广陸陆島岛醬酱爭争勞劳傳传僅仅倉仓償偿儲储達达遠远" +
	"適适遞递遷迁鄰邻釋释錯错頂顶順顺顯显飛飞駐驻鴿鸽績绩"

// simplified is the simplified form of each of them.
var simplified = func() map[rune]rune {
	pairs, m := []rune(twoForms), map[rune]rune{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}()

// Simplified writes the traditional characters of s in their simplified form, so that a
// word of a list is one word in both. It is for words that a program knows, never for
// names: 盧 and 卢 may be two people.
func Simplified(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x4e00 {
			return r
		}
		if t, ok := simplified[r]; ok {
			return t
		}
		return r
	}, s)
}
