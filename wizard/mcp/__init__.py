"""The tools that assistants call over MCP: what the catalog and the rules say, read only."""
