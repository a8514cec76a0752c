# Two stages: one that installs and collects, one that only runs.

# By its full version: no registry could be asked for the digest where this file was written.
FROM python:3.13.16-slim-trixie AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-compile --require-hashes --requirement requirements.txt

COPY . .
# Bytecode that goes by no file's time, as copying into the next stage may round it.
# Settings are read to know where static files go; these values reach nothing that is kept.
RUN DEBUG=false SECRET_KEY=only-while-building-0123456789-0123456789-0123456789 ALLOWED_HOSTS=localhost BASE_URL=http://localhost \
    DATABASE_URL=postgres://nobody@localhost/nothing DATA_DIR=/app/var \
    python manage.py collectstatic --noinput \
    && python -m compileall -q --invalidation-mode unchecked-hash /opt/venv/lib config catalog wizard


FROM python:3.13.16-slim-trixie

# pg_dump, pg_restore and psql of the server's version, for backup and restore; Debian's own are older.
ADD --chmod=644 https://www.postgresql.org/media/keys/ACCC4CF8.asc /usr/share/keyrings/postgresql.asc
# hadolint ignore=DL3008  # that repository has the newest minor version alone
RUN echo "deb [signed-by=/usr/share/keyrings/postgresql.asc] https://apt.postgresql.org/pub/repos/apt trixie-pgdg main" \
    > /etc/apt/sources.list.d/postgresql.list \
    && apt-get update -qq && apt-get install -qq --yes --no-install-recommends postgresql-client-18 \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --system --uid 10001 --user-group --home-dir /app --shell /usr/sbin/nologin pilotlight
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
# A tmpfs over /metrics has the mode of the folder and belongs to root.
RUN install --directory --owner=pilotlight /backups && install --directory --mode=1777 /metrics

WORKDIR /app
USER 10001:10001
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONFAULTHANDLER=1 \
    DEBUG=false DATA_DIR=/app/var PROMETHEUS_MULTIPROC_DIR=/metrics \
    MALLOC_MMAP_THRESHOLD_=65536 \
    GRANIAN_HOST=0.0.0.0 GRANIAN_PORT=8000 GRANIAN_INTERFACE=rsgi GRANIAN_WORKERS=2 \
    GRANIAN_BACKPRESSURE=512 GRANIAN_HTTP1_HEADER_READ_TIMEOUT=10000 GRANIAN_RESPAWN_FAILED_WORKERS=true
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=5s --start-period=15s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]

CMD ["granian", "config.rsgi:application"]
