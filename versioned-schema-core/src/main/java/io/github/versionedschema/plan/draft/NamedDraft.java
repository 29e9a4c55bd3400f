package io.github.versionedschema.plan.draft;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * Something that has one name in the new version and another in the database until
 * complete.
 */
abstract sealed class NamedDraft permits ColumnDraft, TableDraft {

	private @Nullable String name;

	private String physicalName;

	private @Nullable Source namedBy;

	NamedDraft(String name, String physicalName, @Nullable Source operation) {
		this.name = name;
		this.physicalName = physicalName;
		this.namedBy = operation;
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

	/**
	 * Returns the operation that gave it its name in the new version or took it out of
	 * that, or null when it is called as before.
	 */
	public final @Nullable Source namedBy() {
		return this.namedBy;
	}

	/** Takes another name in the new version. */
	final void rename(String to, Source operation) {
		this.name = to;
		this.namedBy = operation;
	}

	/** Disappears from the new version. */
	final void drop(Source operation) {
		this.name = null;
		this.namedBy = operation;
	}

}
