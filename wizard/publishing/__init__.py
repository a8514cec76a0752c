"""What a publication of the desk does to the plans there are, and what it has to wait for."""
