"""Several Pilotlights on one PostgreSQL that loses its primary: `python -m ops.failover`.

All of them run on this machine.
"""
