package punch

// Sheets kept by hand: symbol rolls with a legend, merged dates over 上班/下班.
