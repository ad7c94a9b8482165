-- How a call ended whose end could not be settled yet: nobody is asked again for what is known.
alter table kernel_call add column outcome json;

-- What was settled long ago is found without reading what was settled since.
create index kernel_call_settled_at on kernel_call (settled_at) where settled_at is not null;
create index kernel_quarantine_settled_at on kernel_quarantine (settled_at)
  where settled_at is not null;
