"""The window: the only part that knows Qt, threads and words on screen."""
