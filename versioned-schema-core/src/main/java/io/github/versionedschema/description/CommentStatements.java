package io.github.versionedschema.description;

/**
 * Comments on objects of the schema.
 */
final class CommentStatements {

	static final String SQL = """
			select d.classoid as class_id, d.objoid as object_id, o.identity as name,
				format('comment on %s %s is %L;',
					case when d.objsubid > 0 then 'column'
						when o.type = 'domain constraint' then 'constraint'
						when o.type = 'table constraint' then 'constraint'
						when o.type = 'statistics object' then 'statistics'
						when o.type = 'aggregate' then 'routine'
						else o.type end,
					case when o.type = 'domain constraint' then replace(o.identity, ' on ', ' on domain ') else o.identity end,
					d.description) as sql
			from pg_description d
			cross join pg_identify_object(d.classoid, d.objoid, d.objsubid) o
			left join pg_trigger t on d.classoid = 'pg_trigger'::regclass and t.oid = d.objoid
			left join pg_constraint k on d.classoid = 'pg_constraint'::regclass and k.oid = d.objoid
			left join pg_policy p on d.classoid = 'pg_policy'::regclass and p.oid = d.objoid
			left join pg_rewrite r on d.classoid = 'pg_rewrite'::regclass and r.oid = d.objoid
			left join pg_class c on c.oid = coalesce(t.tgrelid, nullif(k.conrelid, 0), p.polrelid, r.ev_class)
			left join pg_namespace n on n.oid = coalesce(c.relnamespace, k.connamespace)
			where coalesce(o.schema, n.nspname) = :schema and o.type <> 'schema'
			""";

	private CommentStatements() {
	}

}
