"""The advice: facts and kinds decide first, then money, then the owner's own test."""
