"""The regimen database: content read, built, opened and searched."""
