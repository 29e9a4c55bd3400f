package io.github.versionedschema.versions;

import java.util.List;

import io.github.versionedschema.test.TestDatabase;

/**
 * A migration that changes all tables of a schema.
 */
enum FirstChange {

	/** Each table gets a column. */
	A_COLUMN_MORE(
			"""
					select format('- add_column: {table: %s, column: {name: one_more, type: int, nullable: true}}',
						to_json(relname))
					from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
						and reloftype = 0 and not exists (select from pg_inherits where c.oid in (inhrelid, inhparent) and relkind = 'r')
					order by relname
					"""),

	/** All columns of simple types are replaced by columns with the same values. */
	THE_SAME_VALUES(
			"""
					select format('- alter_column: {table: %s, column: %s, up: %s, down: %3$s}', to_json(relname), to_json(attname),
						to_json(quote_ident(attname)))
					from pg_class c join pg_attribute a on attrelid = c.oid
					where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and reloftype = 0
						and not exists (select from pg_inherits where c.oid in (inhrelid, inhparent) and relkind = 'r')
						and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''
						and atttypid in ('int'::regtype, 'text'::regtype, 'varchar'::regtype)
						and not exists (select from pg_constraint where conrelid = c.oid and contype = 'x' and attnum = any(conkey))
						and not exists (select from pg_partitioned_table where partrelid = c.oid and attnum = any(partattrs))
						and not exists (select from pg_attrdef where adrelid = c.oid and adnum = attnum and pg_get_expr(adbin, adrelid) like 'nextval%')
					order by relname, attnum
					""");

	private final String query;

	FirstChange(String query) {
		this.query = query;
	}

	/** Returns the operations for the tables of a database. */
	String operations(TestDatabase database) {
		List<String> operations = database.jdbc().sql(this.query).query(String.class).list();
		return operations.isEmpty() ? "- sql: {up: select 1, down: select 1}" : String.join("\n", operations);
	}

}
