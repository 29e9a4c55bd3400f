create table users (id bigint generated always as identity primary key, full_name text, email text unique,
	n int not null default 7);
create index users_n on users (n desc, id);
insert into users (full_name, email, n) select 'Mary ' || n, 'm' || n, n from generate_series(1, 60) n;
create table orders (id serial primary key, user_id bigint references users on delete set null, cents int not null default 0 check (cents >= 0));
insert into orders (user_id, cents) select id, id * 10 from users;
