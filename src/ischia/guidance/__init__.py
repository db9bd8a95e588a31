"""How to do it: session scripts."""
