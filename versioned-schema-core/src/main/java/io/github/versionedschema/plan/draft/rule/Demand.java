package io.github.versionedschema.plan.draft.rule;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.name.Names;
import org.jspecify.annotations.Nullable;

/**
 * A constraint that only the newer version has. Until complete, it applies only to writes
 * of the newer version.
 *
 * @param name the constraint's name
 * @param column the column that must not be null, or null for a check
 * @param check the condition, or null for a not-null constraint
 * @param noInherit whether a check is not inherited by child tables
 * @param source the operation
 */
public record Demand(String name, @Nullable ColumnDraft column, @Nullable Expression check, boolean noInherit,
		Source source) {

	/** Returns a not-null constraint. */
	public static Demand notNull(String name, ColumnDraft column, Source source) {
		return new Demand(name, column, null, false, source);
	}

	/** Returns a check constraint. */
	public static Demand check(String name, Expression check, boolean noInherit, Source source) {
		return new Demand(name, null, check, noInherit, source);
	}

	/** Returns the same constraint with another name. */
	public Demand named(String other) {
		return new Demand(other, this.column, this.check, this.noInherit, this.source);
	}

	/**
	 * Returns the same constraint on the replacement of a column. A check is then
	 * demanded by the operation that replaces it.
	 */
	public Demand moved(ColumnDraft from, ColumnDraft replacement, Source operation) {
		if (this.check == null) {
			return (this.column == from) ? notNull(this.name, replacement, this.source) : this;
		}
		return this.check.columns().contains(from)
				? check(this.name, this.check.moved(from, replacement).by("check " + Names.shown(this.name), operation),
						this.noInherit, operation)
				: this;
	}

	/** Returns the columns that it refers to. */
	public List<ColumnDraft> columns() {
		if (this.check != null) {
			return this.check.columns();
		}
		return (this.column != null) ? List.of(this.column) : List.of();
	}

}
