package io.github.versionedschema.plan;

/**
 * When a step runs. Steps run in the order in which the plan lists them; the phase says
 * which transition runs them.
 */
public enum Phase {

	/** Looks at the data before anything changes; a violation refuses the migration. */
	CHECK,

	/** Changes the physical schema next to what the live versions use. */
	EXPAND,

	/** Fills values of existing rows. */
	BACKFILL,

	/** Builds indexes and validates constraints that bind both versions. */
	BUILD,

	/**
	 * Looks for rows without a value, as writes of old clients whose values cannot be
	 * computed leave them, and for rows that break what the new version demands; fills
	 * what can be filled. What cannot be refuses the migration.
	 */
	PROVE,

	/**
	 * Builds unique and foreign keys over columns that both versions share. They bind old
	 * clients as soon as they are there, so everything that may fail or take long comes
	 * before; the proof is repeated afterwards.
	 */
	BIND,

	/** Makes the new version attachable, in one transaction. */
	PUBLISH,

	/**
	 * Fills values of rows that came past the triggers, while both versions live and when
	 * an operator asks for it.
	 */
	REPAIR,

	/**
	 * Looks at the data when complete begins, with the retiring version fenced off; a
	 * violation refuses complete.
	 */
	VERIFY,

	/**
	 * Makes what contract builds on without a scan and old clients must not be bound by:
	 * while the retiring version is fenced off, and can still come back.
	 */
	SETTLE,

	/**
	 * Removes what only the retired version needed: one transaction per table that locks
	 * only the table.
	 */
	CONTRACT,

	/**
	 * Drops what became identical to the tables, validates what was kept from the old
	 * side, cleans up.
	 */
	FINISH;

	/** Returns whether expand runs this phase. */
	public boolean isExpand() {
		return compareTo(PUBLISH) <= 0;
	}

	/** Returns whether complete runs this phase. */
	public boolean isComplete() {
		return compareTo(VERIFY) >= 0;
	}

}
