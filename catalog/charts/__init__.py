"""Charts: pure functions from numbers to geometry, which the template tags write as SVG."""
