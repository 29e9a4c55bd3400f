create table parents (a int, b int);
create unique index parents_a on parents (a);
create unique index parents_b on parents (b);
create table children (parent int constraint of_parent references parents (a));
create table others (parent int);
