package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.PhysicalColumns;
import io.github.versionedschema.plan.table.LeavingUses;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.OwnedSequence;

/**
 * Writes the contract statements for properties of columns that the older version must
 * not see earlier: sequences, defaults and comments.
 */
final class ColumnProperties {

	private final String table;

	private final List<ColumnDraft> columns;

	/**
	 * Creates the properties of a table's columns.
	 * @param table the table, as written in SQL
	 * @param columns the columns of the newer version
	 */
	ColumnProperties(String table, List<ColumnDraft> columns) {
		this.table = table;
		this.columns = columns;
	}

	/**
	 * Sequences of the old column would be dropped with it. Those that its default does
	 * not use any more stay too, as after {@code ALTER COLUMN}: functions may use them.
	 */
	List<String> moveSequences() {
		List<String> statements = new ArrayList<>();
		for (ColumnDraft column : this.columns) {
			Column ancestor = column.ancestor();
			if (column.isNewOnly() && ancestor != null) {
				for (OwnedSequence sequence : ancestor.ownedSequences()) {
					if (!sequence.identity()) {
						String name = Identifier.qualified(sequence.schema(), sequence.name());
						statements.add("ALTER SEQUENCE %s OWNED BY %s.%s".formatted(name, this.table,
								Identifier.quote(column.physicalName())));
						if (sequence.type().equals(ancestor.type()) && column.isInteger()
								&& !column.filling().defaultChanged()) {
							statements.add("ALTER SEQUENCE %s AS %s".formatted(name, column.type()));
						}
					}
				}
			}
		}
		return statements;
	}

	/** A sequence that others use stays when its column is dropped. */
	static List<String> keepSequences(SharedTable table) {
		return ofDroppedColumns(table, (users) -> !users.isEmpty(), "ALTER SEQUENCE %s OWNED BY NONE");
	}

	/** Such a sequence goes when the others have been changed, if none uses it then. */
	static List<String> dropSequences(SharedTable table, LeavingUses uses) {
		return ofDroppedColumns(table, (users) -> !users.isEmpty() && users.stream().allMatch(uses::contains),
				"DROP SEQUENCE IF EXISTS %s");
	}

	private static List<String> ofDroppedColumns(SharedTable table, Predicate<List<Dependant>> users,
			String statement) {
		List<String> statements = new ArrayList<>();
		for (ColumnDraft column : table.columns()) {
			Column source = column.source();
			if (column.isOldOnly() && source != null && source.identity() == Column.Identity.NONE
					&& users.test(usersOfSequence(table, source))) {
				source.ownedSequences()
					.forEach((sequence) -> statements
						.add(statement.formatted(Identifier.qualified(sequence.schema(), sequence.name()))));
			}
		}
		return statements;
	}

	private static List<Dependant> usersOfSequence(SharedTable table, Column column) {
		return table.source()
			.dependants()
			.stream()
			.filter((dependant) -> dependant.kind() == Dependant.Kind.SEQUENCE_USER
					&& dependant.columns().contains(column.number()))
			.toList();
	}

	/** Returns the statements that run when the columns have their final names. */
	List<String> alter() {
		List<String> statements = new ArrayList<>();
		for (ColumnDraft column : this.columns) {
			String name = Identifier.quote(column.requiredName());
			boolean otherDefault = PhysicalColumns.hasPhysicalDefault(column) ? column.filling().defaultChanged()
					: column.filling().defaultSql() != null
							|| (!column.filling().fillsItself() && PhysicalColumns.mayBeDomain(column));
			if (otherDefault) {
				statements.add("ALTER TABLE %s ALTER COLUMN %s %s".formatted(this.table, name,
						(column.filling().defaultSql() != null) ? "SET DEFAULT " + column.filling().defaultSql()
								: "DROP DEFAULT"));
			}
			if (column.isShared() && column.commentChanged()) {
				statements.add("COMMENT ON COLUMN %s.%s IS %s".formatted(this.table, name,
						(column.comment() != null) ? Identifier.literal(column.comment()) : "NULL"));
			}
		}
		return statements;
	}

}
