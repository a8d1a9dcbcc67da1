package punch

// Reports of stand-alone clocks: 排班信息, 考勤汇总, 考勤记录, 刷卡记录 as a matrix of days (L7).
