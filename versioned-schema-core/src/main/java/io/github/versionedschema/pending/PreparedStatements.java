package io.github.versionedschema.pending;

import java.util.List;

import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.session.AttachedSession;
import io.github.versionedschema.session.ClientGroup;

/**
 * Warns of failing prepared statements in unattached sessions. These use the tables
 * themselves, and PostgreSQL does not allow the result columns of a prepared statement to
 * change. For attached sessions, a view keeps the columns.
 */
public final class PreparedStatements {

	private PreparedStatements() {
	}

	/**
	 * Returns the warning of a plan that changes tables.
	 * @param sessions the unattached sessions, at least one
	 */
	static Finding warning(List<AttachedSession> sessions) {
		return new Finding(Severity.WARNING, null,
				"""
						%d sessions of the application's role are attached to no version: %s. Statements that they have \
						prepared and that return every column of a changed table, such as SELECT * and INSERT ... RETURNING *, \
						fail once with "cached plan must not change result type" at expand, and again at abort."""
					.formatted(sessions.size(), ClientGroup.describe(sessions)),
				"First deploy a release that has the starter but none of these migrations: its sessions are attached and are not affected.");
	}

	/**
	 * Returns the hint before there is a plan.
	 * @param number number of unattached sessions
	 */
	public static String hint(int number) {
		return """
				 %d sessions are attached to no version; their prepared SELECT * and INSERT ... RETURNING * of changed tables \
				fail once at expand and at abort. First deploy a release that has the starter and no new migration."""
			.formatted(number);
	}

}
