package io.github.versionedschema.plan.check.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.type.CreatedType;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.SchemaType;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds what still uses types that complete drops: complete would be too late.
 */
public final class DroppedTypes {

	private final SchemaDraft draft;

	public DroppedTypes(SchemaDraft draft) {
		this.draft = draft;
	}

	public List<Finding> findings() {
		List<Finding> findings = new ArrayList<>();
		for (String name : this.draft.types().leaving()) {
			Source dropped = this.draft.types().dropped().get(name);
			columns(name, dropped, findings);
			newTypes(name, dropped, findings);
			SchemaType type = this.draft.types().source(name);
			if (type != null && dropped != null) {
				type.uses()
					.stream()
					.filter((use) -> !isGone(use) && !isDefaultOfColumn(use, name))
					.forEach((use) -> findings.add(error(dropped,
							"Type %s is dropped at complete, and %s uses it.".formatted(Names.shown(name), use.name()),
							"Drop it first, in a migration before this one.")));
			}
		}
		return findings;
	}

	/** Columns of partitions are those of the partitioned table. */
	private void columns(String type, @Nullable Source dropped, List<Finding> findings) {
		for (TableDraft table : this.draft.tables()) {
			if (table.name() == null || isPartition(table)) {
				continue;
			}
			for (ColumnDraft column : table.visibleColumns()) {
				if (is(column.type(), type)) {
					findings.add(error(later(dropped, column.operation()),
							"Type %s is dropped %s, and column %s of table %s uses it.".formatted(Names.shown(type),
									when(dropped), Names.shown(column.name()), Names.shown(table.name())),
							(dropped != null)
									? "Change the type of the column or drop the column, in this migration or before it."
									: "Choose another type."));
				}
				else if (dropped != null && column.isNewOnly() && column.filling().defaultSql() != null
						&& SqlWords.of(column.filling().defaultSql()).mentions(type)) {
					findings.add(error(column.operation(),
							"Type %s is dropped at complete, and the default of column %s of table %s uses it."
								.formatted(Names.shown(type), Names.shown(column.name()), Names.shown(table.name())),
							"Give the column another default, with alter_column in this migration or before it."));
				}
			}
		}
	}

	private void newTypes(String type, @Nullable Source dropped, List<Finding> findings) {
		for (CreatedType created : this.draft.types().created()) {
			if (!this.draft.types().dropped().containsKey(created.name())
					&& created.definition().types().stream().anyMatch((part) -> is(part, type))) {
				findings.add(error(
						later(dropped, created.source()), "Type %s is dropped %s, and type %s uses it."
							.formatted(Names.shown(type), when(dropped), Names.shown(created.name())),
						"Choose another type."));
			}
		}
	}

	private static String when(@Nullable Source dropped) {
		return (dropped != null) ? "at complete" : "when an older version is completed";
	}

	private boolean is(String sqlType, String name) {
		return this.draft.types().places().isOf(sqlType, name);
	}

	private static @Nullable Source later(@Nullable Source dropped, @Nullable Source column) {
		return (dropped == null || (column != null && column.compareTo(dropped) > 0)) ? column : dropped;
	}

	private static boolean isPartition(TableDraft table) {
		return table instanceof SharedTable shared && shared.source().kind() == Table.Kind.PARTITION;
	}

	/** Returns whether an object goes with its table or column, or with the chain. */
	private boolean isGone(SchemaType.Use use) {
		if (use.kind() == SchemaType.Use.Kind.COLUMN && use.table() != null) {
			return true;
		}
		if (use.table() == null) {
			return use.kind() == SchemaType.Use.Kind.TYPE
					&& this.draft.types().dropped().keySet().stream().anyMatch((type) -> is(typeIn(use.name()), type));
		}
		Optional<SharedTable> table = this.draft.tables()
			.stream()
			.filter((candidate) -> !(candidate instanceof CreatedTable))
			.map(SharedTable.class::cast)
			.filter((candidate) -> candidate.physicalName().equals(use.table()))
			.findFirst();
		return table.isEmpty() || table.get().isDropped()
				|| table.get().existingRules().droppedIndexes().containsKey(use.object())
				|| use.columns().stream().anyMatch((number) -> !isSeen(table.get(), number));
	}

	/** Returns whether it is the default of a column that has the type itself. */
	private boolean isDefaultOfColumn(SchemaType.Use use, String type) {
		return use.kind() == SchemaType.Use.Kind.DEFAULT && this.draft.tables()
			.stream()
			.filter((table) -> table.physicalName().equals(use.table()))
			.flatMap((table) -> table.visibleColumns().stream())
			.anyMatch((column) -> is(column.type(), type) && column.source() != null
					&& use.columns().contains(column.source().number()));
	}

	private static boolean isSeen(SharedTable table, int number) {
		return table.columns().stream().anyMatch((column) -> {
			Column source = column.source();
			return source != null && source.number() == number && column.name() != null;
		});
	}

	/** Returns the type in a description such as {@code type public.mood}. */
	private static String typeIn(String description) {
		int from = description.lastIndexOf("type ");
		return (from < 0) ? description : description.substring(from + "type ".length());
	}

	private static Finding error(@Nullable Source source, String message, String advice) {
		return new Finding(Severity.ERROR, source, message, advice);
	}

}
