package io.github.versionedschema.plan.write;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.OwnedSequence;
import org.jspecify.annotations.Nullable;

/**
 * What the new version's view has as default for a column that takes the place of an
 * identity: a function that yields the next value with its owner's rights. Who may insert
 * into a table with an identity need not have any right on its sequence.
 */
final class NextValues {

	private final Scope scope;

	private final SharedTable table;

	NextValues(Scope scope, SharedTable table) {
		this.scope = scope;
		this.table = table;
	}

	/** Returns the default of a column, or null when it has none of this kind. */
	@Nullable String defaultOf(ColumnDraft column) {
		return (sequence(column) != null) ? name(column) + "()" : null;
	}

	private static @Nullable OwnedSequence sequence(ColumnDraft column) {
		Column ancestor = column.ancestor();
		return (column.isNewOnly() && ancestor != null && ancestor.identity() != Column.Identity.NONE
				&& !column.filling().defaultChanged()) ? ancestor.sequence().orElse(null) : null;
	}

	private String name(ColumnDraft column) {
		return Scope.ours(function(column));
	}

	private String function(ColumnDraft column) {
		return this.scope.function(this.table.physicalName(), column + ".next");
	}

	List<String> createFunctions() {
		return columns().flatMap((column) -> create(column, sequence(column))).toList();
	}

	/** Asks by name, so as not to be bound to the sequence of this moment. */
	private Stream<String> create(ColumnDraft column, @Nullable OwnedSequence sequence) {
		if (sequence == null) {
			return Stream.of();
		}
		return Stream.of(
				"""
						CREATE OR REPLACE FUNCTION %s() RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER
						RETURN nextval(%s::text::regclass)""".formatted(name(column),
						Identifier.literal(Identifier.qualified(sequence.schema(), sequence.name()))),
				"GRANT EXECUTE ON FUNCTION %s TO PUBLIC".formatted(name(column)));
	}

	/** Returns what drops the functions, once the view is gone. */
	List<String> dropFunctions() {
		return columns().map((column) -> SyncFunctions.dropFunction(function(column))).toList();
	}

	private Stream<ColumnDraft> columns() {
		return this.table.visibleColumns().stream().filter((column) -> sequence(column) != null);
	}

}
