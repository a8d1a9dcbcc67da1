package judge

// The kinds of the month half. A figure of a day may differ for a cause that the judge
// knows; it stands behind the figure.
func init() {
	for kind, sentence := range map[string]string{
		"month/files":               "the judge cannot read a file of punches that the program settled",
		"month/settings":            "the judge cannot read the attendance policy",
		"month/refused":             "the program does not settle a month whose files the judge reads",
		"month/document":            "the document of the month is no document, or of another month",
		"month/people/unknown":      "somebody is listed who is not on the staff list",
		"month/people/missing":      "somebody who was employed in the month is not listed",
		"month/people/not-employed": "somebody is listed who was not employed in the month and did not clock in it",

		"month/day/list":                    "a person's days are not the days of the month",
		"month/day/plan":                    "the plan of a day is not that of the roster that counts",
		"month/day/plan/stale-roster":       "the plan of a day comes from a roster that does not count: an older file, a repair that was overtaken, a backup",
		"month/day/plan/leave":              "a day of leave of the roster is settled as something else",
		"month/day/plan/leave-on-the-first": "leave in a week that the month cuts is taken for a whole week of leave",
		"month/bonus":                       "the full-attendance bonus is paid or refused against lost_by",
		"month/paid-days":                   "the paid days are not those of the days",
		"month/corrections":                 "the number of corrections is not that of the corrected boundaries",
		"month/withheld":                    "the pay withheld is not pay / 21.75 for the time not worked",
		"month/fines":                       "the fines of the month are not those of its days",
		"month/deduction":                   "the deduction is not the sum of fines and withheld pay",
		"month/score":                       "the score is not what attendance leaves of its item and the other items of the document, within the cap",
		"month/score/items":                 "the score is not the sum of its items, within the cap",
		"month/rank":                        "the place is not one more than the number of better shares of what has been scored",
		"month/sheet/unreadable":            "the attendance workbook cannot be read",
		"month/sheet/headings":              "a sheet of the attendance workbook lacks its headings",
		"month/sheet/questions":             "the sheets of questions do not have one row for each day that asks",
		"month/sheet/day/missing":           "the day sheet lacks a person's day",
		"month/sheet/summary/missing":       "the summary lacks a person",
		"month/sheet/summary/twice":         "the summary lists a person twice",
		"month/sheet/summary/joined":        "the summary does not say that somebody joined within the month",
		"month/sheet/summary/left":          "the summary does not say that somebody left within the month",
	} {
		Kinds[kind] = sentence
	}
	causes := map[string]string{
		"":                   "",
		"/night-at-edge":     "; a night at the edge of the month, whose punch lies in the other month",
		"/data-cut-off":      "; the punches do not reach that far",
		"/with-leave":        "; leave takes a part of the shift",
		"/flex":              "; flexible hours moved the end",
		"/exempt":            "; the person need not clock",
		"/refused":           "; a request that was refused, withdrawn or is open counts",
		"/length-of-request": "; the request names its own length",
	}
	for _, figure := range []string{"due", "late", "early", "missing", "absent", "leave", "attended", "overtime", "fine", "points", "rest"} {
		for cause, words := range causes {
			Kinds["month/day/"+figure+cause] = "the figure " + figure + " of a day differs" + words
		}
	}
	for _, column := range []string{"due", "attended", "late", "late-minutes", "serious", "early", "early-minutes", "missing", "absent", "leave", "overtime"} {
		Kinds["month/sum/"+column] = "the column " + column + " of a person is not the sum of the days"
	}
	for _, c := range summaryColumns {
		Kinds["month/sheet/summary/"+c.name] = "the column " + c.name + " of the summary is not that of the document"
		Kinds["month/sheet/sum/"+c.name] = "the column " + c.name + " of the summary is not the sum of the day sheet"
	}
	for _, c := range dayColumns {
		Kinds["month/sheet/day/"+c.name] = "the column " + c.name + " of the day sheet is not that of the document"
	}
}
