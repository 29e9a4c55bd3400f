create table t (id int generated always as identity primary key, v text, n int not null default 1);
insert into t (v) select 'v' || n from generate_series(1, 60) n;
create table other (id int primary key, v text unique);
insert into other select id, upper(v) from t;
create function strict_upper(v text) returns text language plpgsql as
	'begin if v = ''no'' then raise exception ''not this one''; end if; return upper(v); end';
