create type mood as enum ('sad', 'ok', 'glad');
create type unused as enum ('x');
create collation other (provider = libc, locale = 'C');
create table parent (id int primary key, u_code text not null unique, part int not null default 1, label text, unique (id, part));
create table t (
	id int primary key, name text not null default 'none', n int not null default 0, m int not null default 0, note text,
	u_email text, parent_id int references parent, part int, state mood not null default 'ok', extra text,
	constraint n_check check (n >= 0), constraint n_or_m check (n >= 0 or m >= 0), constraint email_key unique (u_email));
create index t_note on t (note);
create unique index t_id_name on t (id, name);
create table spare (id int primary key, words text);
create table loose (id int not null, n int);
create index loose_id on loose (id);
insert into parent (id, u_code, label) select i, 'code ' || i, 'label ' || i from generate_series(1, 60) i;
insert into t (id, name, n, note, u_email, parent_id, part, state)
	select i, 'name ' || i, i, nullif('note ' || i % 7, 'note 3'), 'e' || i, i, 1, 'glad' from generate_series(1, 60) i;
insert into spare select i, 'words' from generate_series(1, 60) i;
insert into loose select i, i from generate_series(1, 60) i;
