create extension citext;
create type mood as enum ('sad', 'o''k', 'Very glad');
create domain positive as int default 1 not null constraint above check (value > 0);
create type pair as (a int, "B" text collate "C");
create type span as range (subtype = float8);
create sequence numbers as int start 5 increment by 2 minvalue 3 maxvalue 1000 cache 4 cycle;
create function touch() returns trigger language plpgsql as $$
begin
	new.note := coalesce(new.note, '') || '';

	return new;
end $$;
create function doubled(n int) returns int immutable language sql as 'select n * 2';
create table customers (
	id bigint generated always as identity (start with 10 cache 3),
	"Name of" text not null default 'it''s',
	mail citext unique,
	mood mood default 'o''k',
	age positive,
	"both" pair,
	within span,
	number int default nextval('numbers'),
	loud text generated always as (upper("Name of")) stored,
	twice int default doubled(4),
	code varchar(10) collate "C" constraint code_not_empty check (code <> ''),
	tags text[] default '{}',
	mails citext[],
	data jsonb default '{"a": [1]}',
	note text,
	gone int,
	primary key (id)
) with (fillfactor = 70);
alter table customers drop column gone;
alter table customers add column later numeric(12, 2) default 0.5;
alter table customers alter note set storage external, alter code set statistics 7, alter note set compression pglz;
alter table customers alter age set (n_distinct = 5);
create table orders (
	id serial primary key, small smallserial, customer_id bigint not null, previous int, stay tstzrange, note text,
	constraint to_customer foreign key (customer_id) references customers on delete cascade deferrable initially deferred,
	constraint to_previous foreign key (previous) references orders on update set null,
	constraint one_note unique nulls not distinct (customer_id, note),
	exclude using gist (stay with &&)
);
alter table orders add constraint noted check (note <> 'x') not valid;
alter table orders add column first_of bigint references customers (id);
alter table customers add column last_order int references orders;
create index by_name on customers (lower("Name of") text_pattern_ops, id desc nulls last) include (note) where age > 1;
create unique index by_double on customers (doubled(id::int));
alter index by_double alter column 1 set statistics 9;
alter table customers cluster on customers_pkey;
alter table orders replica identity using index orders_pkey;
create unlogged table jobs (id uuid default gen_random_uuid(), at timestamptz(3) default now(), every interval day to second);
alter table jobs replica identity full;
create table audit (id int, customer jsonb);
create function audit(c customers) returns void language sql as 'insert into audit values (1, to_jsonb(c))';
create function total(mood) returns bigint stable language sql return (select count(*) from orders);
create procedure tidy(inout n int) language plpgsql security definer set search_path = public, pg_temp as 'begin delete from jobs; end';
create view named as select id, "Name of" as name, total(mood) as total from customers where age > 0;
create view named_again with (security_barrier = true) as select c.*, n.name from customers c join named n using (id);
alter view named alter column name set default 'n';
create materialized view counted as select customer_id, count(*) as orders from orders group by customer_id;
create unique index counted_key on counted (customer_id);
create materialized view empty as select 1 as one with no data;
create table measures (at date not null, place int not null, value numeric, primary key (at, place)) partition by range (at);
create table measures_2025 partition of measures for values from ('2025-01-01') to ('2026-01-01');
create table measures_other (place int not null, value numeric, at date not null);
alter table measures attach partition measures_other default;
create index measures_value on measures (value);
create table base (id int primary key, kept text not null, class int default 1, state text default 'new', code text);
create table derived (more int) inherits (base);
alter table derived alter class set default 2, alter state drop default, alter code set not null;
create table twice_unique (id int constraint z_key unique);
create table of_twice_unique (id int references twice_unique (id));
alter table twice_unique add constraint a_key primary key (id);
create unique index b_key on twice_unique (id);
create table derived_again () inherits (derived);
alter table derived_again alter state set default 'again';
create trigger touched before insert or update of note on orders for each row when (new.note is distinct from 'q')
	execute function touch();
create trigger off after delete on customers execute function touch();
alter table customers disable trigger off;
create trigger each_measure before insert on measures for each row execute function touch();
create rule nothing as on delete to jobs do instead nothing;
alter table orders enable row level security, force row level security;
create policy own on orders for select to public using (customer_id > 0);
create policy put on orders as restrictive for insert with check (note is not null);
create statistics together (dependencies, ndistinct) on "Name of", note from customers;
alter statistics together set statistics 100;
create function longer(text, text) returns text language sql immutable as 'select case when length($1) >= length($2) then $1 else $2 end';
create aggregate longest (text) (sfunc = longer, stype = text, initcond = 'it''s', combinefunc = longer, parallel = safe);
create aggregate sliding (int) (sfunc = int4pl, stype = int, initcond = '0', msfunc = int4pl, minvfunc = int4mi, mstype = int, minitcond = '0');
create aggregate every_one (*) (sfunc = int8inc, stype = int8, initcond = '0');
create aggregate place_of (variadic "any" order by variadic "any") (sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final,
	finalfunc_extra, hypothetical);
create operator ~~~ (leftarg = text, rightarg = text, function = texteq, commutator = ~~~, negator = !~~~, restrict = eqsel, join = eqjoinsel, hashes, merges);
create operator !~~~ (leftarg = text, rightarg = text, function = textne, negator = ~~~);
create operator <<<= (rightarg = int, function = int4um);
create view longest_note as select longest(note) as note from orders where note operator(pg_catalog.=) 'q';
comment on table customers is E'Who buys.\nTwo lines, and a ''quote''.';
comment on column customers."Name of" is 'full name';
comment on index by_name is 'i';
comment on constraint to_customer on orders is 'c';
comment on constraint above on domain positive is 'dc';
comment on sequence numbers is 's';
comment on view named is 'v';
comment on column named.name is 'vc';
comment on materialized view counted is 'm';
comment on function doubled(int) is 'f';
comment on procedure tidy(int) is 'p';
comment on aggregate longest(text) is 'a';
comment on aggregate every_one(*) is 'no arguments';
comment on operator ~~~ (text, text) is 'o';
comment on operator <<<= (none, int) is 'prefix';
comment on type mood is 't';
comment on domain positive is 'd';
comment on type pair is 'composite';
comment on column pair.a is 'attribute';
comment on trigger touched on orders is 'tr';
comment on policy own on orders is 'po';
comment on rule nothing on jobs is 'r';
comment on statistics together is 'st';
grant select, insert on customers to public;
grant update (note, code) on customers to public;
grant usage on sequence numbers to public;
revoke execute on function doubled(int) from public;
revoke execute on function longest(text) from public;
revoke usage on type mood from public;
grant select on named to public;
grant delete on orders to pg_read_all_data with grant option;
