package punch

// Device logs in columns: attlog of ZKTeco clocks (1_attlog.dat, L16) and the GBK text with names and I/O (L15).
