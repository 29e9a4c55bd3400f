package io.github.versionedschema.plan.check;

/**
 * Determines which user triggers and rules fire while the leader fills rows.
 *
 * @param silenced whether the leader's role may set {@code session_replication_role},
 * which disables all triggers but those enabled {@code ALWAYS}
 * @param accepted whether the operator allows them to fire
 * @param role the leader's role
 */
public record BackfillTriggers(boolean silenced, boolean accepted, String role) {

	/** The rules for a leader that may disable triggers, such as a superuser. */
	public static final BackfillTriggers SILENCED = new BackfillTriggers(true, false, "");

}
