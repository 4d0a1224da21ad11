"""The peers of the form engine, and our own, each timed in a process of its own."""
