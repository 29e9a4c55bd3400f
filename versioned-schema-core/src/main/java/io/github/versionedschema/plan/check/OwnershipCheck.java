package io.github.versionedschema.plan.check;

import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Identifier;

/**
 * Checks whether the leader may change a table. Only the owner of a table may do so
 * (PostgreSQL manual, "Privileges").
 */
public final class OwnershipCheck {

	private OwnershipCheck() {
	}

	public static Check of(SharedTable table) {
		String owner = Identifier.literal(table.source().owner());
		return new Check("table " + Identifier.quote(table.physicalName()),
				"DO " + Identifier.dollarQuoted(
						"""
								BEGIN
									IF NOT pg_catalog.pg_has_role(%1$s::name, 'USAGE') THEN
										RAISE insufficient_privilege USING
											MESSAGE = pg_catalog.format('it belongs to role %%I, and role %%I may not change it',
												%1$s, current_user),
											HINT = pg_catalog.format('Let an administrator run GRANT %%I TO %%I, or let the leader connect as '
												'the owner (versioned-schema.datasource.username and .password).', %1$s, current_user);
									END IF;
								END
								"""
							.formatted(owner)),
				-1, table.lastSource());
	}

}
