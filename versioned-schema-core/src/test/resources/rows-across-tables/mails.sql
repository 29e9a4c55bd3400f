create table users (id int primary key, mails text[] not null);
insert into users values (1, '{a,b}'), (2, '{}'), (3, '{c}');
