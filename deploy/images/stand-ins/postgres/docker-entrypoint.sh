#!/bin/sh
# Starts the server as the official image does: an empty folder is made a cluster, and the scripts
# of /docker-entrypoint-initdb.d run against a server that only its own socket reaches.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  # shellcheck disable=SC2086 # the options are words
  initdb -D "$PGDATA" -U postgres --pwfile="$POSTGRES_PASSWORD_FILE" ${POSTGRES_INITDB_ARGS:-} > /dev/null
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  pg_ctl -D "$PGDATA" -w -s -o '-c listen_addresses= -c unix_socket_directories=/var/run/postgresql' start
  for script in /docker-entrypoint-initdb.d/*.sh; do
    [ -e "$script" ] || continue
    POSTGRES_USER=postgres PGUSER=postgres "$script"
  done
  pg_ctl -D "$PGDATA" -w -s -m fast stop
fi
exec "$@" -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql
