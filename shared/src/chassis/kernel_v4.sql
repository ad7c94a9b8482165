-- What one transaction tells one topic about one shard of keys is one row: a JSON list of
-- [key, value, headers]. It lives for milliseconds, and is not worth compressing.
alter table kernel_outbox add column events integer, add column body bytea;
alter table kernel_outbox alter column body set storage external;
update kernel_outbox set events = 1, body = convert_to(json_build_array(json_build_array(
  convert_from(key, 'UTF8'), convert_from(value, 'UTF8'), headers))::text, 'UTF8');
alter table kernel_outbox drop column key, drop column value, drop column headers,
  alter column events set not null, alter column body set not null;
