package io.github.versionedschema.plan.check;

import java.util.Optional;

import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.schema.ForeignKey;

/**
 * Finds foreign keys that the newer version does not have, as they are dropped with their
 * table or with a column. The key of a replaced column is copied for the replacement.
 */
final class LeavingKeys {

	private final SchemaDraft schema;

	LeavingKeys(SchemaDraft schema) {
		this.schema = schema;
	}

	/**
	 * Returns whether complete drops the key before it changes tables that stay: an
	 * operation drops it, or the table that has it.
	 */
	boolean goesFirst(ForeignKey key) {
		return table(key)
			.filter((from) -> from.name() == null
					|| (from instanceof SharedTable shared && shared.existingRules().drops(key)))
			.isPresent();
	}

	/** Returns whether complete drops the key. */
	boolean contains(ForeignKey key) {
		return goesFirst(key)
				|| copies(key).filter((from) -> key.fromNumbers().stream().anyMatch(from::isDropped)).isPresent();
	}

	/** Returns whether a referencing column is replaced, so that the key is copied. */
	boolean isCopied(ForeignKey key) {
		return copies(key).filter((from) -> key.fromNumbers().stream().anyMatch(from.replacements()::containsKey))
			.isPresent();
	}

	private Optional<IndexCopies> copies(ForeignKey key) {
		return table(key).filter(SharedTable.class::isInstance)
			.map((from) -> new IndexCopies(this.schema, (SharedTable) from));
	}

	private Optional<TableDraft> table(ForeignKey key) {
		return key.fromSchema().equals(this.schema.catalogue().schema()) ? this.schema.tables()
			.stream()
			.filter((from) -> from.physicalName().equals(key.fromTable()))
			.findFirst() : Optional.empty();
	}

}
