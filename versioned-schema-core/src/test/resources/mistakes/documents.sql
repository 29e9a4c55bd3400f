create table doc (id int primary key, "Title" text, description text, fulltext tsvector);
create trigger fill before insert or update on doc for each row execute function
	tsvector_update_trigger('fulltext', 'pg_catalog.english', 'Title', 'description');
