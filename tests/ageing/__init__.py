"""What the site says when nobody looks at a source for months: `make ageing` prints it."""
