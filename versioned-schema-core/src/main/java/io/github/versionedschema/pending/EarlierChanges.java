package io.github.versionedschema.pending;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.SourcedOperation;
import io.github.versionedschema.plan.operation.CreateTable;
import io.github.versionedschema.plan.operation.RenameTable;
import io.github.versionedschema.plan.operation.SchemaOperation;

/**
 * What migrations change that are expanded as one version, for operations of the
 * migrations after them.
 */
final class EarlierChanges {

	private final Set<String> changed = new HashSet<>();

	private final Set<String> created = new HashSet<>();

	/** Adds the changes of a migration. */
	void add(Migration migration) {
		for (SourcedOperation sourced : migration.operations()) {
			SchemaOperation operation = (SchemaOperation) sourced.operation();
			this.changed.addAll(operation.uses().changed());
			if (operation instanceof CreateTable table) {
				this.created.add(table.name());
			}
			follow(operation);
		}
	}

	/**
	 * Follows an operation of a later migration that gives a changed table another name.
	 */
	void follow(SchemaOperation operation) {
		if (operation instanceof RenameTable renamed) {
			rename(this.changed, renamed);
			rename(this.created, renamed);
		}
	}

	private static void rename(Set<String> names, RenameTable renamed) {
		if (names.contains(renamed.from())) {
			names.add(renamed.to());
		}
	}

	/**
	 * Returns whether an operation can be planned only when these changes are those of a
	 * version: it reads what they change, or computes values from rows of a table that
	 * they create.
	 */
	boolean areReadBy(SchemaOperation operation) {
		return !Collections.disjoint(this.changed, operation.uses().read())
				|| !Collections.disjoint(this.created, operation.uses().filled());
	}

}
