-- What tells a service, beside the accounts, who may no longer or also come in.

-- Sessions that were ended while an access token of theirs might still live; forgotten after that.
create table kernel_ended_session (
  session_id uuid primary key,
  until timestamptz not null
);
create index kernel_ended_session_until on kernel_ended_session (until);

-- Keys of other systems. Of the secret only its SHA-256 is known here. A key may never do what its
-- owner may not, and ends with its owner.
create table kernel_api_key (
  key_id uuid primary key,
  secret_hash bytea not null,
  name text not null,
  scopes text[] not null,
  areas text[] not null,
  owner_id uuid not null,
  expires_at timestamptz not null,
  active boolean not null,
  version bigint not null
);
