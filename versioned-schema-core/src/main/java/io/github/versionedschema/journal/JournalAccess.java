package io.github.versionedschema.journal;

import java.sql.SQLException;
import java.util.function.Supplier;

import io.github.versionedschema.failure.MissingPrivilegeException;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.schema.Identifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Accesses the journal, and reports what to do if it belongs to another role.
 */
final class JournalAccess {

	private static final String ROLES = """
			select current_user::text as current, pg_get_userbyid(nspowner)::text as owner
			from pg_catalog.pg_namespace where nspname = 'versioned_schema'
			""";

	private final JdbcClient jdbc;

	JournalAccess(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Runs work on the journal, outside a transaction.
	 * @throws MissingPrivilegeException if the role lacks the privilege
	 */
	<T> T attempt(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (DataAccessException ex) {
			SQLException failure = SqlStates.find(ex);
			throw (failure != null && SqlStates.is(failure, SqlStates.INSUFFICIENT_PRIVILEGE)) ? refused() : ex;
		}
	}

	private MissingPrivilegeException refused() {
		Roles roles = this.jdbc.sql(ROLES).query(Roles.class).single();
		return new MissingPrivilegeException(
				"Role %s may not use the journal of versioned-schema, which belongs to role %s."
					.formatted(Identifier.quote(roles.current()), Identifier.quote(roles.owner())),
				"GRANT %s TO %s".formatted(Identifier.quote(roles.owner()), Identifier.quote(roles.current())));
	}

	private record Roles(String current, String owner) {
	}

}
