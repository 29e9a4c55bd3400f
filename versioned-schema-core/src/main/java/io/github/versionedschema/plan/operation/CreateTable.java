package io.github.versionedschema.plan.operation;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.Defaulted;
import io.github.versionedschema.migration.model.ForeignKeyReference;
import io.github.versionedschema.migration.model.RowsOfTable;
import io.github.versionedschema.migration.model.TableForeignKeyReference;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.text.OwnColumns;
import org.jspecify.annotations.Nullable;

/**
 * Creates a table that the older version does not see.
 *
 * @param name its name
 * @param columns its columns, in order
 * @param comment its comment
 * @param constraints constraints on several columns, or with options that columns do not
 * support
 * @param up how its rows are computed from rows of another table; it is empty if absent
 */
public record CreateTable(String name, List<ColumnDefinition> columns, @Nullable String comment,
		@Defaulted List<ConstraintDefinition> constraints, @Nullable RowsOfTable up) implements SchemaOperation {

	public CreateTable {
		columns = List.copyOf(columns);
		constraints = (constraints != null) ? List.copyOf(constraints) : List.of();
	}

	@Override
	public List<String> relations() {
		Stream<String> ofColumns = this.columns.stream()
			.map(ColumnDefinition::references)
			.filter(Objects::nonNull)
			.map(ForeignKeyReference::table);
		Stream<String> ofConstraints = this.constraints.stream()
			.map(ConstraintDefinition::references)
			.filter(Objects::nonNull)
			.map(TableForeignKeyReference::table);
		Stream<String> ofRows = Stream.ofNullable(this.up).map(RowsOfTable::table);
		return Stream.of(Stream.of(this.name), ofColumns, ofConstraints, ofRows).flatMap(Function.identity()).toList();
	}

	@Override
	public Uses uses() {
		Uses uses = Uses.changing(this.name);
		return (this.up == null) ? uses
				: uses.reading(this.up.table()).in(this.up.values().values()).in(this.up.rows()).in(this.up.where());
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		OwnColumns own = new OwnColumns(draft.catalogue().schema(), this.name,
				this.columns.stream().map(ColumnDefinition::name).collect(Collectors.toSet()));
		CreatedTable.create(draft, this.name, this.columns.stream().map((column) -> column.with(own)).toList(),
				this.comment, this.constraints.stream().map((constraint) -> constraint.with(own)).toList(), this.up,
				source);
	}

}
