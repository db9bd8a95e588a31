"""How others read it: pure conversions, without network or store."""
