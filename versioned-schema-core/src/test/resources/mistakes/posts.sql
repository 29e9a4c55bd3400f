create table post (id int primary key, comments int default 0);
create table comment (id int primary key, post_id int);
create function bump() returns trigger language plpgsql as $$
begin
	update public.post set comments = comments + 1 where id = new.post_id;
	return new;
end $$;
create trigger bump after insert on comment for each row execute function bump();
