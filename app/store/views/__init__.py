"""View tables: what lists, search and due dates filter on. A cache, dropped and projected anew when its version differs."""
