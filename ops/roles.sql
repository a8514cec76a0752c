-- The database and its two roles: pilotlight_owner migrates and restores, pilotlight serves and makes copies.
-- Run once by a superuser of the server, with OWNER_PASSWORD and SERVING_PASSWORD in the environment:
-- psql --dbname=postgres --file=ops/roles.sql. Compose does so at its first start.
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv serving_password SERVING_PASSWORD
\getenv superuser_password POSTGRES_PASSWORD

CREATE ROLE pilotlight_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE pilotlight LOGIN PASSWORD :'serving_password';
CREATE DATABASE pilotlight OWNER pilotlight_owner;
REVOKE ALL ON DATABASE pilotlight FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE pilotlight TO pilotlight;

-- In a container the image asks for a superuser's password; from here on that role comes in by the socket alone.
\if :{?superuser_password}
ALTER ROLE CURRENT_USER PASSWORD NULL;
\endif

\connect pilotlight
-- Who serves reads and writes rows: no CREATE, ALTER, DROP, TRUNCATE, TRIGGER or REFERENCES.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE pilotlight_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO pilotlight;
ALTER DEFAULT PRIVILEGES FOR ROLE pilotlight_owner GRANT USAGE, SELECT ON SEQUENCES TO pilotlight;
