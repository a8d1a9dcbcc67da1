package punch

// 员工刷卡记录表: blocks of person, day numbers and punches (L8).
