package io.github.versionedschema.plan;

import java.util.Locale;

/**
 * The phase of a step, which determines the transition that runs it. Steps run in the
 * order in which the plan lists them.
 */
public enum Phase {

	/** Checks the data before anything changes. A violation refuses the migration. */
	CHECK,

	/** Adds to the physical schema without changing what the live versions use. */
	EXPAND,

	/** Fills values of existing rows. */
	BACKFILL,

	/** Builds indexes and validates constraints that bind all live versions. */
	BUILD,

	/**
	 * Looks for rows without a value, which clients of the older version leave if the
	 * value cannot be computed, and for rows that violate the newer version's
	 * constraints. Fills them where possible; otherwise, refuses the migration.
	 */
	PROVE,

	/**
	 * Builds unique and foreign keys on columns that the versions share. They bind older
	 * clients as soon as they exist, so all steps that may fail or take long come before.
	 * The checks are repeated afterwards.
	 */
	BIND,

	/** Makes the newer version live, in one transaction. */
	PUBLISH,

	/**
	 * Fills values of rows that were written without the sync triggers, while both
	 * versions are live and at the operator's request.
	 */
	REPAIR,

	/**
	 * Checks the data when complete begins, while no session can attach to the older
	 * version. A violation refuses complete.
	 */
	VERIFY,

	/**
	 * Prepares what contract needs without a scan and what must not bind clients of the
	 * older version: while no session can attach to the older version, and before
	 * complete becomes irreversible.
	 */
	SETTLE,

	/**
	 * Removes what only the retired version needed, in one transaction per table that
	 * locks only this table.
	 */
	CONTRACT,

	/**
	 * Drops views that became identical to their tables, validates constraints that
	 * remain, and cleans up.
	 */
	FINISH;

	/** Returns the name of the phase in log fields, tags and traces. */
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Returns whether expand runs this phase. */
	public boolean isExpand() {
		return compareTo(PUBLISH) <= 0;
	}

	/** Returns whether complete runs this phase. */
	public boolean isComplete() {
		return compareTo(VERIFY) >= 0;
	}

}
