package io.github.versionedschema.plan.draft.column;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * An object whose name in the newer version may differ from its name in the database
 * until complete.
 */
public abstract class NamedDraft {

	private @Nullable String name;

	private String physicalName;

	private @Nullable Source namedBy;

	public NamedDraft(String name, String physicalName, @Nullable Source operation) {
		this.name = name;
		this.physicalName = physicalName;
		this.namedBy = operation;
	}

	/**
	 * Returns its name in the newer version, or null if the newer version does not have
	 * it.
	 */
	public final @Nullable String name() {
		return this.name;
	}

	/** Returns its name in the newer version, which must have it. */
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

	public final void physicalName(String physicalName) {
		this.physicalName = physicalName;
	}

	/**
	 * Returns the operation that renamed or removed it in the newer version, or null if
	 * its name has not changed.
	 */
	public final @Nullable Source namedBy() {
		return this.namedBy;
	}

	/** Renames it in the newer version. */
	public final void rename(String to, Source operation) {
		this.name = to;
		this.namedBy = operation;
	}

	/** Removes it from the newer version. */
	public final void drop(Source operation) {
		this.name = null;
		this.namedBy = operation;
	}

}
