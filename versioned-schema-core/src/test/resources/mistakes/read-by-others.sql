create table t (id int primary key);
create table u (id int primary key);
create policy seen on u using (exists (select from t where t.id = u.id));
create table w (id int primary key);
create rule also as on insert to w do also insert into t values (new.id);
