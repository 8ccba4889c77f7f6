"""The same edition in the language of other engines, generated; nothing here is written by hand."""
