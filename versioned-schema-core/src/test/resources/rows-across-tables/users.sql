create table accounts (id int primary key);
create table users (id int primary key, account_id int not null, role text not null);
insert into accounts values (1), (2);
insert into users values (1, 1, 'admin'), (2, 2, 'guest');
