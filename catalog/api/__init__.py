"""The API: what the current release holds, for programs."""
