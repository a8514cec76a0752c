"""A private PostgreSQL that starts by itself and stops after its last user.

- `binaries`: where PostgreSQL's programs are;
- `cluster`: what a process does to have a server, and to keep it;
- `keeper`: the small process that makes the cluster, runs the server and stops it;
- `base`: the Django database backend, which asks for the server at its first connection;
- `copies`: backups of the whole database, on this server or on one that was named.
"""
