package io.github.versionedschema.plan.check;

/**
 * What becomes of the user's triggers and rules while the leader fills rows.
 *
 * @param silenced whether the leader's role may keep those quiet that are not made to
 * fire always ({@code session_replication_role})
 * @param accepted whether the operator has said that they may fire
 * @param role the leader's role
 */
public record BackfillTriggers(boolean silenced, boolean accepted, String role) {

	/** Of a leader that may silence triggers, as a superuser may. */
	public static final BackfillTriggers SILENCED = new BackfillTriggers(true, false, "");

}
