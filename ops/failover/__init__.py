"""Several Pilotlights on one PostgreSQL that loses its primary, all on this machine: `python -m ops.failover`."""
