"""The advice: facts and kinds decide first, money among what is left, the owner's own test the rest."""
