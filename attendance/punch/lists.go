package punch

// Lists of ZKTime (L10, L12), of access controllers (L11) and of person-days (L14).
