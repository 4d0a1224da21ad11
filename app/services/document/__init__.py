"""The household document ``cunfang/household@1``: the file of a household in words that a person can read, out and in."""
