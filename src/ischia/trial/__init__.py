"""Does it work: proofs and virtual people through the real reasoning."""
