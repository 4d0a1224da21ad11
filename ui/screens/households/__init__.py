"""农户: the list of households."""
