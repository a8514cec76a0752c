"""A week of a site, told by what its pages say."""
