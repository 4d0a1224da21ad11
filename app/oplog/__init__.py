"""Operations, multi-value registers, merge and wire form; pure, shared with the county."""
