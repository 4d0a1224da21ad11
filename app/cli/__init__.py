"""The command line of the contract."""
