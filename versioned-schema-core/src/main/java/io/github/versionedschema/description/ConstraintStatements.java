package io.github.versionedschema.description;

/**
 * Constraints of tables. Those that a partition or a child has from its parent are
 * created with those of the parent.
 */
final class ConstraintStatements {

	private static final String SQL = """
			select 'pg_constraint'::regclass::oid as class_id, k.oid as object_id, c.relname || '.' || k.conname as name,
				format('alter table %s add constraint %I %s;', c.oid::regclass, k.conname, pg_get_constraintdef(k.oid)) as sql
			from pg_constraint k
			join pg_class c on c.oid = k.conrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where k.contype in ({types}) and k.conparentid = 0 and k.conislocal
			""";

	static final String KEYS = SQL.replace("{types}", "'p', 'u', 'x', 'c'");

	static final String FOREIGN_KEYS = SQL.replace("{types}", "'f'");

	private ConstraintStatements() {
	}

}
