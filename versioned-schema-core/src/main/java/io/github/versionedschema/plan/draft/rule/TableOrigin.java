package io.github.versionedschema.plan.draft.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * The operations that change a table.
 */
public final class TableOrigin {

	private final Set<Source> operations = new LinkedHashSet<>();

	private @Nullable Source last;

	private @Nullable Source ofColumns;

	/** Adds an operation that changes the table. */
	public void add(Source operation) {
		if (this.operations.add(operation)) {
			this.last = operation;
		}
	}

	/** Adds an operation that makes the versions see different columns. */
	public void addOfColumns(Source operation) {
		if (this.ofColumns == null) {
			this.ofColumns = operation;
		}
	}

	/** Returns the operations as readable text. */
	public List<String> operations() {
		return this.operations.stream().map(Source::toString).toList();
	}

	/** Returns the last operation, of which there must be one. */
	public Source last() {
		return Objects.requireNonNull(this.last);
	}

	/**
	 * Returns the first operation that makes the versions see different columns, or null.
	 */
	public @Nullable Source ofColumns() {
		return this.ofColumns;
	}

}
