"""JavaRosa as oracle: forms filled with seeded answers here and there, compared node by node (``make conformance``)."""
