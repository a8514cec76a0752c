"""The rules: answers and a catalog in, a decision with its proof out. No Django, no clock, no chance."""
