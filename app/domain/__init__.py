"""The vocabulary: people, households, codes, money, dates, errors."""
