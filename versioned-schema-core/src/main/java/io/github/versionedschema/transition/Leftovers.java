package io.github.versionedschema.transition;

import java.util.List;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.RefusedException;

/**
 * Finds objects of a migration that the journal does not know, because its rows were
 * deleted. The database takes precedence over the journal.
 */
final class Leftovers {

	private static final String FIND = """
			select pg_catalog.format('trigger %I on %s', t.tgname, c.oid::regclass) as name
			from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = ?::name and t.tgparentid = 0 and t.tgname ~ '^[!~]versioned_schema_'
			union all
			select pg_catalog.format('column %I of %s', a.attname, c.oid::regclass)
			from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = ?::name and c.relkind in ('r', 'p') and not c.relispartition
				and a.attnum > 0 and not a.attisdropped and a.attname ~ '^_vs_'
			order by name
			""";

	private final Lead lead;

	Leftovers(Lead lead) {
		this.lead = lead;
	}

	/**
	 * Verifies that no objects of an unknown migration exist.
	 * @throws RefusedException with the names of these objects
	 */
	void requireNone() {
		String base = this.lead.leadership().baseSchema();
		List<String> found = this.lead.leadership()
			.guard(() -> this.lead.leadership().jdbc().sql(FIND).params(base, base).query(String.class).list());
		if (!found.isEmpty()) {
			throw new RefusedException(Reason.WRONG_PHASE,
					"The journal contains no migration in progress, but schema \"%s\" contains objects of a migration: %s."
						.formatted(base, String.join("; ", found)),
					"""
							Restore the rows of versioned_schema.run, versioned_schema.step and versioned_schema.version from a \
							backup and try again, or remove these objects manually. Rename columns that are your own: \
							names that start with _vs_ are reserved.""",
					found);
		}
	}

}
