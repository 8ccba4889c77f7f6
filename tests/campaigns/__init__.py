"""Long runs that look for what the tests of every day may miss: `python -m tests.campaigns`."""
