"""The pages; independent of each other, they ask the shell by signal."""
