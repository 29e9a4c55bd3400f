create table t (id int primary key, low int not null, high int, note text);
insert into t values (1, 5, 3, 'x'), (2, 1, 2, null), (3, 4, null, null);
