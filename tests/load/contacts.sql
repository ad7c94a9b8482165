-- Contacts $1 + 1 to $2, of $3, of a company that has been running for a while: nine of ten are
-- closed, newer ones are open or live, one in eight of those taken belongs to the account $4.
insert into contact (
  id, source, channel, external_id, version, state, screen, received_at, accepted_at, started_at,
  phone, national_id, name, city, reason, customer_id, customer_name, customer_city, taken_by,
  taken_by_name, taken_at, finished_at, finished_by, outcome)
select
  gen_random_uuid(), x.source, x.channel, 'load-' || x.n, 3, x.state, x.screen, x.at, x.at, x.at,
  '+54934155' || lpad((x.n % 100000)::text, 5, '0'), c.national_id, c.name, c.cities[1],
  (array['technical_service', 'information', 'cancellation'])[1 + x.n % 3],
  c.customer_id, c.name, c.cities[1], x.holder, 'Brenda Aguirre', x.at,
  case when x.state = 'closed' then x.at end, case when x.state = 'closed' then x.holder end,
  case when x.state = 'closed' then 'Resuelto por teléfono' end
from (
  select
    n, now() - make_interval(secs => ($3::int - n) * 7) as at,
    case when n % 10 < 4 then 'chat' when n % 10 < 7 then 'inquiry' else 'call' end as channel,
    case when n % 10 < 4 then 'bot' when n % 10 < 7 then 'portal' else 'pbx' end as source,
    case when n % 10 < 4 then 'chats' when n % 10 < 7 then 'inquiries'
      when n % 10 < 9 then 'calls' else 'calls-without-city' end as screen,
    case when n % 97 < 88 then 'closed' when n % 97 < 95 or n % 10 < 7 then 'open'
      else 'live' end as state,
    case when n % 8 = 0 then $4::uuid
      when n % 8 < 7 then md5((n % 40)::text)::uuid end as holder
  from generate_series($1::int + 1, $2::int) n) as x
join (select *, row_number() over () as place from customer) c on c.place = 1 + x.n % 2000
