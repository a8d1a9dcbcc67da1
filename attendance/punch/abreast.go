package punch

// 员工考勤表 with three people abreast (L9).
