package io.github.versionedschema.pending;

import java.util.List;
import java.util.Optional;

import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.session.AttachedSession;
import io.github.versionedschema.session.ClientGroup;

/**
 * Prepared statements of unattached sessions that fail when a plan changes the columns of
 * tables. These sessions use the tables themselves, and PostgreSQL does not allow the
 * result columns of a prepared statement to change. For attached sessions, a view keeps
 * the columns.
 *
 * @param sessions the unattached sessions
 * @param tables the tables whose columns the plan changes, or what changes them
 * @param first whether this is the first migration, so that the sessions can be those of
 * the release before it
 */
public record PreparedStatements(List<AttachedSession> sessions, List<String> tables, boolean first) {

	/**
	 * How many sessions of one application on one host are taken for the pool of an
	 * instance. Fewer are a person's or a script's, which repeats no statement without
	 * end.
	 */
	private static final int POOL = 3;

	private static final String ADVICE = """
			First deploy a release that has the starter and no new migration: its sessions are attached, and no \
			statement fails. Deploy this release when no session of the older one is left.""";

	private static final String ANYWAY = """
			To expand beside these sessions, set versioned-schema.expand.beside-unattached-sessions=true.""";

	public PreparedStatements {
		sessions = List.copyOf(sessions);
		tables = List.copyOf(tables);
	}

	/**
	 * Returns the finding of the plan: an error if expand is refused, otherwise a
	 * warning; empty if no statement can fail.
	 */
	Optional<Finding> finding() {
		if (!canFail()) {
			return Optional.empty();
		}
		return Optional.of(isRefusal()
				? new Finding(Severity.ERROR, null, "Expand is refused at the moment: " + problem(), ADVICE + ANYWAY)
				: new Finding(Severity.WARNING, null, problem(), ADVICE));
	}

	/**
	 * Requires that expand is not refused.
	 * @throws RefusedException if it is, with the sessions
	 */
	public void requireAllowed() {
		if (isRefusal()) {
			throw new RefusedException(Reason.SESSIONS_UNATTACHED, problem(), ADVICE + ANYWAY, this.sessions);
		}
	}

	/**
	 * Returns whether expand is refused because of them. Drivers repeat such a statement
	 * without end, so the pool of an instance would not work until it is restarted.
	 */
	boolean isRefusal() {
		return this.first && canFail()
				&& ClientGroup.of(this.sessions).stream().anyMatch((group) -> group.count() >= POOL);
	}

	private boolean canFail() {
		return !this.sessions.isEmpty() && !this.tables.isEmpty();
	}

	private String problem() {
		return """
				%d sessions of the application's role are attached to no version: %s. Expand changes the columns of %s. \
				Statements that these sessions have prepared and that return every column, such as SELECT * and \
				INSERT ... RETURNING *, would fail with "cached plan must not change result type" at expand, and again \
				at abort."""
			.formatted(this.sessions.size(), ClientGroup.describe(this.sessions), String.join(", ", this.tables));
	}

	/**
	 * Returns the hint before there is a plan.
	 * @param number number of unattached sessions
	 * @param deployed whether a release that has the starter is deployed
	 */
	public static String hint(int number, boolean deployed) {
		return """
				 %d sessions are attached to no version; their prepared SELECT * and INSERT ... RETURNING * of tables whose \
				columns change would fail at expand and at abort. %s"""
			.formatted(number, deployed ? "Stop their instances before you deploy the first migration."
					: "First deploy a release that has the starter and no new migration.");
	}

}
