package io.github.versionedschema.description;

/**
 * Sequences, except those of identity columns.
 */
final class SequenceStatements {

	/** The options of a sequence {@code s} that {@code CREATE SEQUENCE} has. */
	static final String OPTIONS = """
			format('start with %s increment by %s minvalue %s maxvalue %s cache %s%s', s.seqstart, s.seqincrement,
				s.seqmin, s.seqmax, s.seqcache, case when s.seqcycle then ' cycle' else '' end)""";

	static final String SQL = """
			select 'pg_class'::regclass::oid as class_id, c.oid as object_id, c.relname::text as name,
				format('create %ssequence %s as %s %s;', case c.relpersistence when 'u' then 'unlogged ' else '' end,
					c.oid::regclass, format_type(s.seqtypid, null), {options}) as sql
			from pg_sequence s
			join pg_class c on c.oid = s.seqrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where not exists (select from pg_depend d
				where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
			""".replace("{options}", OPTIONS);

	private SequenceStatements() {
	}

}
