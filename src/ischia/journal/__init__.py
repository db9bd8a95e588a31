"""What happened to one person: entries, their closed list of kinds, corrections, and the text form (NDJSON)."""
