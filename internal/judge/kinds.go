package judge

// Kinds lists every kind of finding with one sentence on what it means. Where the last
// part is a cause, the sentence says what the cause is.
var Kinds = map[string]string{}
