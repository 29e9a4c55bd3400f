package io.github.versionedschema.backfill;

import java.util.List;

import io.github.versionedschema.journal.JournalReader;
import io.github.versionedschema.journal.RunInputs;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.schema.Identifier;

/**
 * Determines whether user triggers and rules fire while rows are filled. A plan counts on
 * the rights of the leader that made it, and the leader that resumes it can have fewer.
 */
final class UserTriggers {

	private static final String MAY_SILENCE = """
			select pg_catalog.has_parameter_privilege('session_replication_role', 'set')
			""";

	private static final String FIRED = """
			select pg_catalog.format('trigger %s', tgname) as name from pg_catalog.pg_trigger
			where tgrelid = :part::pg_catalog.oid and not tgisinternal and tgenabled = 'O' and tgtype & 16 <> 0
				and pg_catalog.cardinality(tgattr::pg_catalog.int2[]) = 0
			union all
			select pg_catalog.format('rule %s', rulename) from pg_catalog.pg_rewrite
			where ev_class = :part::pg_catalog.oid and ev_type = '2' and ev_enabled = 'O'
			order by name
			""";

	private final Leadership leadership;

	private final boolean silenced;

	private final boolean mustBeSilenced;

	/**
	 * Creates an instance.
	 * @param leadership the leader that fills rows
	 * @param run ID of the run in the journal
	 * @param mayFire whether the operator allows them to fire
	 */
	UserTriggers(Leadership leadership, long run, boolean mayFire) {
		this.leadership = leadership;
		this.silenced = leadership.jdbc().sql(MAY_SILENCE).query(Boolean.class).single();
		this.mustBeSilenced = !this.silenced && !mayFire && isSilencedByPlan(leadership, run);
	}

	private static boolean isSilencedByPlan(Leadership leadership, long run) {
		return new JournalReader(leadership.jdbc(), leadership.baseSchema()).inputs(run)
			.map(RunInputs::triggers)
			.filter((triggers) -> triggers.silenced() && !triggers.accepted())
			.isPresent();
	}

	/** Returns whether the leader silences triggers that fire for clients only. */
	boolean areSilenced() {
		return this.silenced;
	}

	/**
	 * Requires that filling a part fires nothing that the plan silences.
	 * @throws BackfillFailedException if a trigger or rule would fire
	 */
	void requireAsPlanned(Part part) {
		List<String> fired = this.mustBeSilenced ? fired(part) : List.of();
		if (!fired.isEmpty()) {
			String role = this.leadership.role();
			throw new BackfillFailedException(
					"%s of %s would fire for every row that is filled. The plan disables it, but role %s may not. Let the leader silence it: GRANT SET ON PARAMETER session_replication_role TO %s, or let it fire: versioned-schema.backfill.fire-user-triggers=true."
						.formatted(String.join(", ", fired), part.name(), role, Identifier.quote(role)),
					null);
		}
	}

	private List<String> fired(Part part) {
		return this.leadership.jdbc().sql(FIRED).param("part", part.oid()).query(String.class).list();
	}

}
