package io.github.versionedschema.plan.draft;

import org.jspecify.annotations.Nullable;

/**
 * Something that has one name in the new version and another in the database until
 * complete.
 */
abstract sealed class NamedDraft permits ColumnDraft, TableDraft {

	private @Nullable String name;

	private String physicalName;

	NamedDraft(@Nullable String name, String physicalName) {
		this.name = name;
		this.physicalName = physicalName;
	}

	/**
	 * Returns its name in the new version, or null when the new version does not have it.
	 */
	public final @Nullable String name() {
		return this.name;
	}

	/** Returns its name in the new version, which has it. */
	public final String requiredName() {
		if (this.name == null) {
			throw new IllegalStateException("The new version does not have " + this.physicalName);
		}
		return this.name;
	}

	/** Returns its name in the database while both versions live. */
	public final String physicalName() {
		return this.physicalName;
	}

	final void physicalName(String physicalName) {
		this.physicalName = physicalName;
	}

	/** Takes another name in the new version. */
	final void rename(String to) {
		this.name = to;
	}

	/** Disappears from the new version. */
	final void drop() {
		this.name = null;
	}

}
