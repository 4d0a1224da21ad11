"""What a caseworker can do: one method, one use case, one transaction."""
