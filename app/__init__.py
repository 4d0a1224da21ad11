"""村访: the core, which knows neither Qt nor threads."""
