create table users (id bigint generated always as identity primary key, full_name text not null, email text unique,
	age int default 7 check (age > 0), note varchar(20));
create index users_age on users (age desc nulls last, id) include (note) where age > 1;
create index users_lower on users (lower(email) text_pattern_ops);
insert into users (full_name, email, age) select 'Mary Ann Smith ' || n, 'm' || n, n from generate_series(1, 50) n;
