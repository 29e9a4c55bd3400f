package io.github.versionedschema.description;

/**
 * Collations, enums, domains, ranges and stand-alone composite types.
 */
final class TypeStatements {

	/** The column of the locale has another name on other servers. */
	static final String COLLATIONS = """
			select 'pg_collation'::regclass::oid as class_id, k.oid as object_id, k.collname::text as name,
				format('create collation %s (%s);', k.oid::regcollation, concat_ws(', ',
					'provider = ' || case k.collprovider when 'i' then 'icu' when 'c' then 'libc' when 'b' then 'builtin' end,
					'lc_collate = ' || quote_literal(k.collcollate), 'lc_ctype = ' || quote_literal(k.collctype),
					'locale = ' || quote_literal(coalesce(to_jsonb(k) ->> 'colllocale', to_jsonb(k) ->> 'colliculocale')),
					'rules = ' || quote_literal(to_jsonb(k) ->> 'collicurules'),
					case when not k.collisdeterministic then 'deterministic = false' end)) as sql
			from pg_collation k
			join pg_namespace n on n.oid = k.collnamespace and n.nspname = :schema
			""";

	private static final String ENUM = """
			format('create type %s as enum (%s);', t.oid::regtype,
				(select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid))""";

	private static final String DOMAIN = """
			format('create domain %s as %s;', t.oid::regtype, concat_ws(' ', format_type(t.typbasetype, t.typtypmod),
				case when t.typcollation <> b.typcollation then 'collate ' || t.typcollation::regcollation end,
				'default ' || t.typdefault, case when t.typnotnull then 'not null' end,
				(select string_agg(format('constraint %I %s', conname, pg_get_constraintdef(oid)), ' ' order by conname)
					from pg_constraint where contypid = t.oid and contype = 'c')))""";

	private static final String RANGE = """
			format('create type %s as range (%s);', t.oid::regtype, concat_ws(', ',
				'subtype = ' || r.rngsubtype::regtype,
				'multirange_type_name = ' || r.rngmultitypid::regtype,
				'collation = ' || nullif(r.rngcollation, 0)::regcollation,
				'canonical = ' || nullif(r.rngcanonical, 0)::regproc,
				'subtype_diff = ' || nullif(r.rngsubdiff, 0)::regproc))""";

	private static final String COMPOSITE = """
			format('create type %s as (%s);', t.oid::regtype, (select string_agg(format('%I %s', attname,
					concat_ws(' ', format_type(atttypid, atttypmod),
						case when attcollation <> (select typcollation from pg_type where oid = atttypid)
							then 'collate ' || attcollation::regcollation end)), ', ' order by attnum)
				from pg_attribute where attrelid = t.typrelid and attnum > 0 and not attisdropped))""";

	static final String SQL = """
			select 'pg_type'::regclass::oid as class_id, t.oid as object_id, t.typname::text as name,
				case t.typtype when 'e' then %s when 'd' then %s when 'r' then %s when 'c' then %s end as sql
			from pg_type t
			join pg_namespace n on n.oid = t.typnamespace and n.nspname = :schema
			left join pg_type b on b.oid = t.typbasetype
			left join pg_range r on r.rngtypid = t.oid
			where (t.typtype in ('e', 'd', 'r')
					or t.typtype = 'c' and exists (select from pg_class where oid = t.typrelid and relkind = 'c'))
			""".formatted(ENUM, DOMAIN, RANGE, COMPOSITE);

	private TypeStatements() {
	}

}
