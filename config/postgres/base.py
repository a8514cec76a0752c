"""Django's PostgreSQL backend; the first connection starts the private server."""

from typing import Any, override

from django.db.backends.postgresql import base
from psycopg import OperationalError

from config.postgres.cluster import Cluster, ClusterError


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL on the private server, started when needed and restarted after a crash."""

    @override
    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params() | {"host": self._socket()}

    @override
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            # A server that was killed leaves its socket behind: look again, once.
            return super().get_new_connection(conn_params | {"host": self._socket(recheck=True)})

    def _socket(self, *, recheck: bool = False) -> str:
        cluster: Cluster = self.settings_dict["CLUSTER"]
        try:
            return str(cluster.ensure(recheck=recheck))
        except ClusterError as reason:
            raise OperationalError(str(reason)) from reason
