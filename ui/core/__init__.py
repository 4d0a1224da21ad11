"""What every part of the window stands on: tokens, theme, icons, words, tasks, list models."""
