"""What follows from the journal and the knowledge: pure functions, batch first."""
