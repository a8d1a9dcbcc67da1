package punch

// Logs with the heading No ITMNo EnNo Name INOUT Mode DateTime (AGL_001.TXT, L17).
