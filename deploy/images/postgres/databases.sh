#!/bin/sh
# One database and one role per service, each with its own password. Runs once, on an empty volume.
set -eu
for name in directory intake tickets orders iclass_bridge notifications reporting; do
  SECRET=/run/secrets/postgres-$name psql -q -v ON_ERROR_STOP=1 -v name="$name" -d postgres <<'SQL'
\set password `cat "$SECRET"`
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke all on database :"name" from public;
\connect :"name"
create extension pg_stat_statements;
SQL
done
