create extension postgres_fdw;
create server far foreign data wrapper postgres_fdw;
create table events (id int, at date, kind text, n int) partition by range (at);
create table events_3 partition of events for values from ('2020-01-01') to ('2021-01-01')
	partition by list (kind);
create foreign table events_far partition of events_3 default server far;
