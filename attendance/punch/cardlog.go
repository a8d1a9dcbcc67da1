package punch

// Card logs in fixed width: card, moment, flags (L18).
