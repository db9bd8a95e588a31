"""The commands: where people meet Ischia in a terminal."""
