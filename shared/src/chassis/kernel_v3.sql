-- Who asked to be forgotten. The list is kept for ever, and holds nothing but ids: whatever is
-- told of them again, by a replayed topic or by another import, is kept without what is personal.
create table kernel_erased (
  customer_id uuid primary key,
  request_id uuid not null,
  erased_at timestamptz not null default now()
);

-- Who looked at personal data, when. Rows are only added, each with the hash of the one before: who
-- takes one away, or changes one, breaks the chain for all that follow.
create table kernel_audit (
  position bigint primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  correlation_id text not null,
  previous bytea not null,
  hash bytea not null
);
create index kernel_audit_subject on kernel_audit (subject, position);
create function kernel_only_added_to() returns trigger language plpgsql as
  $$ begin raise exception 'the audit is only added to'; end $$;
create trigger only_added_to before update or delete or truncate on kernel_audit
  for each statement execute function kernel_only_added_to();
revoke update, delete, truncate on kernel_audit from current_user;
