"""今日: what waits for the owner today."""
