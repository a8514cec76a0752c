"""`make advice`: the method run over every use case, place, stake, preference and volume, and held to its figures."""
