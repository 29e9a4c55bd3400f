create type mood as enum ('sad', 'ok');
create table t (id int primary key, m mood not null default 'ok');
create function better(m mood) returns mood language sql immutable as $$ select 'ok'::mood $$;
insert into t values (1, 'sad'), (2, 'ok');
