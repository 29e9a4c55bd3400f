create table users (id bigint generated always as identity primary key, full_name text not null, email text unique,
	age int default 7 check (age > 0), note varchar(20));
create index users_age on users (age desc nulls last, id) include (note) where age > 1;
create index users_lower on users (lower(email) text_pattern_ops);
insert into users (full_name, email, age) select 'Mary Ann Smith ' || n, 'm' || n, n from generate_series(1, 50) n;
create table orders (id serial primary key, user_id bigint not null references users on delete cascade, amount_cents int not null default 0,
	constraint amount_positive check (amount_cents >= 0));
create index orders_user on orders (user_id);
insert into orders (user_id, amount_cents) select id, id * 10 from users;
