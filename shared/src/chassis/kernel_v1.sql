-- The tables the kernel keeps in every service's database, first version.

create table kernel_offset (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

create table kernel_inbox (
  source text not null,
  event_id text not null,
  received_at timestamptz not null default now(),
  primary key (event_id, source)
);
create index kernel_inbox_received_at on kernel_inbox using brin (received_at);

-- Rows live milliseconds: vacuum by count, not by share, or the index of a busy table bloats.
create table kernel_outbox (
  id bigint generated always as identity primary key,
  shard smallint not null,
  topic text not null,
  key bytea,
  value bytea not null,
  headers jsonb not null,
  created_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_vacuum_cost_delay = 0);
create index kernel_outbox_shard_id on kernel_outbox (shard, id);

-- A topic that was created anew counts its offsets from 0 again: the time tells its records apart.
create table kernel_quarantine (
  id bigint generated always as identity primary key,
  topic text not null,
  partition integer not null,
  "offset" bigint not null,
  key bytea,
  value bytea,
  headers jsonb not null,
  timestamp_ms bigint not null,
  reason text not null,
  detail text not null,
  quarantined_at timestamptz not null default now(),
  settled_at timestamptz,
  settled_as text check (settled_as in ('replayed', 'discarded')),
  settled_by text,
  settled_because text,
  unique (topic, partition, "offset", timestamp_ms)
);
create index kernel_quarantine_open on kernel_quarantine (id) where settled_at is null;

create table kernel_parked_key (
  topic text not null,
  key bytea not null,
  reason text not null,
  parked_at timestamptz not null default now(),
  attempts integer not null default 1,
  primary key (topic, key)
);

create table kernel_parked_record (
  id bigint generated always as identity primary key,
  topic text not null,
  key bytea not null,
  partition integer not null,
  "offset" bigint not null,
  record_key bytea,
  value bytea,
  headers jsonb not null,
  timestamp_ms bigint not null,
  parked_at timestamptz not null default now(),
  unique (topic, partition, "offset", timestamp_ms),
  foreign key (topic, key) references kernel_parked_key on delete cascade
);
create index kernel_parked_record_key on kernel_parked_record (topic, key, id);

create table kernel_due (
  kind text not null,
  subject text not null,
  due_at timestamptz not null,
  payload jsonb not null default '{}',
  correlation_id text not null,
  primary key (kind, subject)
);
create index kernel_due_due_at on kernel_due (due_at);

create table kernel_call (
  id uuid primary key,
  position bigint generated always as identity,
  kind text not null,
  subject text not null,
  payload jsonb not null,
  cause jsonb not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'claimed', 'done', 'given-up')),
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  claim_token uuid,
  claimed_by text,
  may_hurry boolean not null default false,
  claimed_until timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  check ((claim_token is null) = (claimed_until is null))
);
create index kernel_call_open on kernel_call (due_at) where state in ('waiting', 'claimed');
create index kernel_call_subject on kernel_call (kind, subject, position)
  where state in ('waiting', 'claimed');

create table kernel_idempotency (
  key text not null,
  actor text not null,
  route text not null,
  request_hash bytea not null,
  status integer,
  body bytea,
  created_at timestamptz not null default now(),
  primary key (actor, route, key)
);
create index kernel_idempotency_created_at on kernel_idempotency using brin (created_at);

create table kernel_account (
  account_id uuid primary key,
  login text not null,
  name text not null,
  role text not null,
  areas text[] not null,
  permissions text[] not null,
  active boolean not null,
  customer_id uuid,
  version bigint not null
);
