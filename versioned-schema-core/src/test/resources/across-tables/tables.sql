create table users (id int primary key, email text, name text);
create table profiles (id int primary key, user_id int, note text);
insert into users values (1, 'one@x', 'One'), (2, 'two@x', 'Two');
insert into profiles values (1, 1, 'first'), (2, 2, 'second'), (3, 9, 'nobody');
