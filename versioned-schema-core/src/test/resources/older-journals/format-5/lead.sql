select (select coalesce(json_agg(v order by v.id), '[]')
	from versioned_schema.version v where v.base_schema = ('public')) as versions,
	(select coalesce(json_agg(m order by m.ordinal), '[]')
		from versioned_schema.migration m where m.base_schema = ('public')) as migrations,
	(select row_to_json(r) from versioned_schema.run r
		where r.base_schema = ('public') and r.phase not in ('completed', 'aborted')) as run,
	exists (select from versioned_schema.run r
		where r.base_schema = ('public') and r.bootstrap and r.phase <> 'aborted') as bootstrapped,
	exists (select from versioned_schema.control c
		where c.base_schema = ('public') and c.paused) as paused
;
select pg_catalog.format('trigger %I on %s', t.tgname, c.oid::regclass) as name
from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = ('public')::name and t.tgparentid = 0 and t.tgname ~ '^[!~]versioned_schema_'
union all
select pg_catalog.format('column %I of %s', a.attname, c.oid::regclass)
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = ('public')::name and c.relkind in ('r', 'p') and not c.relispartition
	and a.attnum > 0 and not a.attisdropped and a.attname ~ '^_vs_'
order by name
;
