"""The frame around the pages: navigation, status strip, lock, first run."""
