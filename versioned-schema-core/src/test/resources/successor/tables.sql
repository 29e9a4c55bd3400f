create table owners (id int primary key);
create table t (id int not null constraint t_key primary key, a int not null, b int not null, owner int, r int4range,
	constraint t_positive check (a > 0),
	constraint t_timed unique (a, b) deferrable,
	constraint t_apart exclude using gist (r with &&),
	constraint t_owner foreign key (owner) references owners);
create unique index t_a on t (a) with (fillfactor = 80);
create index t_sum on t ((a + b));
create statistics t_related on a, b from t;
create table p (id int, a int not null, owner int, constraint p_key primary key (id, a),
	constraint p_small check (a < 1000), constraint p_owner foreign key (owner) references owners)
	partition by range (a);
create table p_1 partition of p for values from (0) to (100);
create table p_2 partition of p default;
create index p_owners on p (owner);
create index p_2_owner on p_2 (owner, id);
insert into owners select n from generate_series(1, 50) n;
insert into t select n, n, n, n, int4range(n, n + 1) from generate_series(1, 50) n;
insert into p select n, n * 3, n from generate_series(1, 50) n;
