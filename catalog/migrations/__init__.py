"""Steps from one shape of the desk to the next."""
