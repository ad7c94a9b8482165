-- Letters as they are compared: without accents, without case.
create function searchable(words text) returns text language sql immutable parallel safe as $$
  select lower(translate(words,
    'ÁÀÄÂÃÅáàäâãåÉÈËÊéèëêÍÌÏÎíìïîÓÒÖÔÕóòöôõÚÙÜÛúùüûÑñÇç',
    'aaaaaaaaaaaaeeeeeeeeiiiiiiiioooooooooouuuuuuuunncc'))
$$;

-- A number for every three letters in a row of each word.
create function letter_grams(words text) returns int[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct ((ascii(substr(word, i, 1))::bigint * 1000003
    + ascii(substr(word, i + 1, 1)) * 1009 + ascii(substr(word, i + 2, 1))) % 2147483647)::int), '{}')
  from regexp_split_to_table(searchable(words), '\s+') as word, generate_series(1, length(word) - 2) i
$$;

-- A number for every four digits in a row. All are below those of letters.
create function digit_grams(digits text) returns int[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct ('1' || substr(bare, i, 4))::int), '{}')
  from regexp_replace(digits, '\D', '', 'g') as bare, generate_series(1, length(bare) - 3) i
$$;

-- A whole number. All are below those of digits.
create function number_gram(number bigint) returns int language sql immutable parallel safe as $$
  select -(number % 2147483647)::int
$$;

-- Which contacts cannot be found by their texts yet. Repetitions do no harm.
create function note_unsearched() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into contact_unsearched select id from fresh;
  else
    insert into contact_unsearched select f.id from fresh f join old o on o.id = f.id
    where (f.name, f.customer_name, f.email, f.edited_email, f.phone, f.edited_phone, f.national_id,
           f.ticket_number)
      is distinct from (o.name, o.customer_name, o.email, o.edited_email, o.phone, o.edited_phone,
           o.national_id, o.ticket_number);
  end if;
  return null;
end
$$;

create trigger note_received after insert on contact
  referencing new table as fresh for each statement execute function note_unsearched();

create trigger note_changed after update on contact
  referencing old table as old new table as fresh
  for each statement execute function note_unsearched();

insert into contact_unsearched select id from contact;
