"""Words and channels: format, send, say what happened. No rule of tracking lives here."""
