"""The edge to the machine: paths, clock, keys, resources, logs."""
