package io.github.versionedschema.plan.check;

import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;

/**
 * Checks whether row security policies hide rows from the leader, which could then
 * neither fill nor count them. An owner is subject to forced policies (PostgreSQL manual,
 * "Row Security Policies") of the table or of a partition.
 */
public final class RowSecurityCheck {

	private RowSecurityCheck() {
	}

	public static Check of(TableWork work) {
		String table = Identifier.literal(work.sqlName());
		return new Check("policies of table " + Identifier.quote(work.name()),
				"DO " + Identifier.dollarQuoted(
						"""
								DECLARE
									_vs_tables text;
								BEGIN
									SELECT pg_catalog.string_agg(found.oid::pg_catalog.regclass::text, ', ') INTO _vs_tables
									FROM (SELECT %1$s::pg_catalog.regclass::oid AS oid
										UNION SELECT relid::oid FROM pg_catalog.pg_partition_tree(%1$s::pg_catalog.regclass)) found
									WHERE pg_catalog.row_security_active(found.oid);
									IF _vs_tables IS NOT NULL THEN
										RAISE insufficient_privilege USING
											MESSAGE = pg_catalog.format('row-level security of %%s is forced, and keeps rows from role %%I, which has to read and fill all of them',
												_vs_tables, current_user),
											HINT = pg_catalog.format('Let an administrator run ALTER ROLE %%I BYPASSRLS, or let the leader connect as a role '
												'that policies do not bind (versioned-schema.datasource.username and .password).', current_user);
									END IF;
								END
								"""
							.formatted(table)),
				-1, work.table().lastSource());
	}

	/** Returns whether all rows of the table are read or written. */
	public static boolean isNeeded(TableWork work) {
		return !work.table().isDropped() && (!work.fill().columns().isEmpty() || !work.table().demands().isEmpty()
				|| !work.copiedChecks().isEmpty()
				|| work.table().newIndexes().stream().anyMatch((index) -> index.unique()));
	}

}
