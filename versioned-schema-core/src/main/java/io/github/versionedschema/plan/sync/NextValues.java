package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.OwnedSequence;
import org.jspecify.annotations.Nullable;

/**
 * Writes triggers that set the next value of a column that replaces an identity, if the
 * new version inserts a row without one. The trigger runs with its owner's privileges, as
 * inserting into a table with an identity requires no privilege on its sequence. A role
 * without INSERT privilege cannot draw values.
 */
public final class NextValues implements TriggersOfBoth {

	private final Scope scope;

	private final SharedTable table;

	public NextValues(Scope scope, SharedTable table) {
		this.scope = scope;
		this.table = table;
	}

	private static @Nullable OwnedSequence sequence(ColumnDraft column) {
		Column ancestor = column.ancestor();
		return (column.isNewOnly() && ancestor != null && ancestor.identity() != Column.Identity.NONE
				&& !column.filling().defaultChanged()) ? ancestor.sequence().orElse(null) : null;
	}

	private String function(ColumnDraft column) {
		return this.scope.function(this.table.source().name(), column + ".next");
	}

	@Override
	public List<String> createFunctions() {
		return columns().flatMap((column) -> create(column, Objects.requireNonNull(sequence(column))).stream())
			.toList();
	}

	/**
	 * Refers to the sequence by name, so that it does not depend on the current sequence.
	 */
	private List<String> create(ColumnDraft column, OwnedSequence sequence) {
		return OwnFunction.ofTrigger(Scope.ours(function(column)), this.scope, """
				BEGIN
					%s := pg_catalog.nextval(%s::pg_catalog.text::pg_catalog.regclass);
					RETURN NEW;
				END
				""".formatted(Rows.field("NEW", column),
				Identifier.literal(Identifier.qualified(sequence.schema(), sequence.name()))));
	}

	@Override
	public List<String> dropFunctions() {
		return columns().map((column) -> SyncFunctions.dropFunction(function(column))).toList();
	}

	/**
	 * They fire before all others, so that generated values look like any other value to
	 * these.
	 */
	@Override
	public List<TriggerSql> triggers() {
		List<TriggerSql> triggers = new ArrayList<>();
		columns().forEach((column) -> triggers
			.add(TriggerSql.before(this.scope.firstTrigger("00_next_%02d".formatted(triggers.size() + 1)), "INSERT",
					this.scope.isNewSide() + " AND " + Rows.field("NEW", column) + " IS NULL",
					Scope.ours(function(column)), List.of())));
		return triggers;
	}

	private Stream<ColumnDraft> columns() {
		return this.table.visibleColumns().stream().filter((column) -> sequence(column) != null);
	}

}
