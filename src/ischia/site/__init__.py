"""Where people meet it: the journal's store, pages and player, on this computer only."""
