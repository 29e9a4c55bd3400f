select * from users where id = ?
update users set full_name = 'Ann ' || n where id = ?
update users set n = n + 1 where id = ?
insert into users (full_name, email) values ('Bob ' || ?::int, gen_random_uuid()::text)
insert into users (full_name, email) values ('Cy Twombly', 'm' || ?::int) on conflict (email) do update set full_name = excluded.full_name
