package io.github.versionedschema.plan.operation.type;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.ExistingRules;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.type.ReplacedType;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.SchemaType;
import io.github.versionedschema.schema.Table;

/**
 * The objects that use an enum whose values change.
 */
final class TypeUses {

	private final SchemaDraft schema;

	private final ReplacedType type;

	TypeUses(SchemaDraft schema, ReplacedType type) {
		this.schema = schema;
		this.type = type;
	}

	/** Returns the uses by objects that would keep the enum of the older version. */
	List<SchemaType.Use> withoutSuccessor() {
		List<SchemaType.Use> uses = this.type.source().uses();
		Set<String> following = uses.stream()
			.filter((use) -> !stays(use))
			.map(SchemaType.Use::name)
			.collect(Collectors.toSet());
		return uses.stream().filter((use) -> !following.contains(use.name())).toList();
	}

	/**
	 * An object that uses a column of the enum follows its replacement. Others would keep
	 * the enum.
	 */
	private boolean stays(SchemaType.Use use) {
		return switch (use.kind()) {
			case COLUMN -> use.table() == null;
			case DEFAULT -> !ofColumns(use) && !isGeneratedFromColumns(use);
			case CONSTRAINT, INDEX -> !isDropped(use) && !ofColumns(use);
			case PART, OTHER -> !dependsOnColumns(use);
			case TYPE -> true;
		};
	}

	/** Returns whether the object is one of columns of the enum. */
	private boolean ofColumns(SchemaType.Use use) {
		return tables()
			.anyMatch((table) -> table.physicalName().equals(use.table()) && isReplaced(table, use.columns()));
	}

	/** That such a column cannot follow is found with its other dependencies. */
	private boolean isGeneratedFromColumns(SchemaType.Use use) {
		return tables().filter((table) -> table.physicalName().equals(use.table()))
			.anyMatch((table) -> use.columns()
				.stream()
				.flatMap((number) -> table.source().column(number).stream())
				.anyMatch((column) -> column.generation() != Column.Generation.NONE && table.source()
					.dependants()
					.stream()
					.anyMatch((other) -> other.kind() == Dependant.Kind.GENERATED_COLUMN
							&& isReplaced(table, other.columns()))));
	}

	private boolean dependsOnColumns(SchemaType.Use use) {
		return use.object() != null
				&& tables().anyMatch((table) -> table.source()
					.dependants()
					.stream()
					.anyMatch((dependant) -> dependant.name().equals(use.object())
							&& (dependant.isMovable() || dependant.isStatistics())
							&& isReplaced(table, dependant.columns())));
	}

	private Stream<SharedTable> tables() {
		return this.schema.tables()
			.stream()
			.filter((table) -> table.name() != null && !isPartition(table))
			.flatMap((table) -> (table instanceof SharedTable shared) ? Stream.of(shared) : Stream.empty());
	}

	private boolean isReplaced(SharedTable table, List<Integer> numbers) {
		return table.visibleColumns()
			.stream()
			.filter(this::isOfType)
			.flatMap((column) -> Stream.ofNullable(column.ancestor()))
			.anyMatch((column) -> numbers.contains(column.number()));
	}

	/** Returns whether a column has the type, or an array of it. */
	boolean isOfType(ColumnDraft column) {
		return this.schema.types().places().isOf(column.type(), this.type.name());
	}

	/** Returns whether an earlier operation drops the object, or its table or column. */
	private boolean isDropped(SchemaType.Use use) {
		return this.schema.tables()
			.stream()
			.filter((table) -> table.physicalName().equals(use.table()))
			.anyMatch((table) -> table instanceof SharedTable shared
					&& (shared.isDropped() || !has(shared.existingRules(), use)));
	}

	private static boolean has(ExistingRules rules, SchemaType.Use use) {
		String name = Objects.requireNonNull(use.object());
		return (use.kind() == SchemaType.Use.Kind.INDEX) ? rules.hasIndex(name) : rules.constraint(name).isPresent();
	}

	static boolean isPartition(TableDraft table) {
		return table instanceof SharedTable shared && shared.source().kind() == Table.Kind.PARTITION;
	}

}
