package io.github.versionedschema.plan.flow;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;

/**
 * Values of columns in rows of a table, as an operation has called them. If a later
 * operation of the chain replaces a column, the table does not have its values, which are
 * computed from those of the replacement.
 *
 * @param functions the functions of the table, which a new table does not have
 */
record FoundValues(Optional<SyncFunctions> functions) {

	static FoundValues in(TableDraft table, Scope scope) {
		return new FoundValues((table instanceof SharedTable shared)
				? Optional.of(new SyncFunctions(scope, shared, Group.of(shared))) : Optional.empty());
	}

	/**
	 * Returns the value of a column, as written in SQL.
	 * @param field returns the value of a column that is in the table
	 */
	String value(Direction direction, ColumnDraft column, Function<ColumnDraft, String> field) {
		return this.functions.map((some) -> some.value(direction, column, field)).orElseGet(() -> field.apply(column));
	}

	/** Returns the columns of the table that the value of a column depends on. */
	Stream<ColumnDraft> basis(Direction direction, ColumnDraft column) {
		return this.functions.map((some) -> some.basis(direction, column))
			.orElseGet(() -> Stream.of(column).filter(ColumnDraft::isPhysical));
	}

}
