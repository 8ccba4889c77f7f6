"""The same use cases for the terminal."""
