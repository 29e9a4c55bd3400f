package io.github.versionedschema.plan.draft;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * What the new version demands of a row and the old one does not: it binds the new side
 * only until complete.
 *
 * @param name the constraint's name
 * @param column the column that must not be null, or null for a check
 * @param check the condition, or null for a not-null demand
 * @param noInherit whether a check is not inherited by child tables
 * @param source the operation
 */
public record Demand(String name, @Nullable ColumnDraft column, @Nullable Expression check, boolean noInherit,
		Source source) {

	/** Returns a not-null demand. */
	public static Demand notNull(String name, ColumnDraft column, Source source) {
		return new Demand(name, column, null, false, source);
	}

	/** Returns a check. */
	public static Demand check(String name, Expression check, boolean noInherit, Source source) {
		return new Demand(name, null, check, noInherit, source);
	}

	/** Returns the columns that it speaks of. */
	public List<ColumnDraft> columns() {
		if (this.check != null) {
			return this.check.columns();
		}
		return (this.column != null) ? List.of(this.column) : List.of();
	}

}
