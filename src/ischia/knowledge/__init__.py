"""What is known: files, their strict reader, and the values they become."""
