create table events (id int, at date, kind text, n int, primary key (id, at, kind)) partition by range (at);
create table events_1 partition of events default partition by list (kind);
create table events_2 partition of events_1 default;
