"""Set-up, start and tests of a checkout; not part of the installed program."""
