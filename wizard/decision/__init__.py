"""The decision: from an owner's answers and a release of the catalog to one name, with its reasons. Pure functions."""
