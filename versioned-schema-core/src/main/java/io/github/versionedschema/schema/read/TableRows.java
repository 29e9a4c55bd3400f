package io.github.versionedschema.schema.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.versionedschema.schema.CatalogueQuery;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.PartitionObject;
import io.github.versionedschema.schema.PhysicalTable;
import io.github.versionedschema.schema.RowTypeUse;
import io.github.versionedschema.schema.Table;
import io.github.versionedschema.schema.Trigger;

/**
 * The rows that were read for all tables, by OID.
 */
record TableRows(Map<Long, List<Column>> columns, Map<Long, List<Index>> indexes,
		Map<Long, List<ConstraintRow>> constraints, Map<Long, List<Trigger>> triggers,
		Map<Long, List<Dependant>> dependants, Map<Long, List<RowTypeUse>> rowTypeUses,
		List<RowTypeMention> rowTypeMentions, Map<Long, List<PartitionObject>> partitionObjects) {

	static TableRows read(CatalogueQuery query, int serverVersion, boolean partitions) {
		return new TableRows(ColumnSql.read(query), IndexRow.read(query), ConstraintRow.read(query, serverVersion),
				TriggerSql.read(query), DependantSql.read(query), RowTypeSql.read(query), RowTypeMention.read(query),
				partitions ? PartitionObjectRow.read(query) : Map.of());
	}

	Table table(TableRow row) {
		return new Table(row.oid(), row.name(), row.kind(), row.owner(), row.unlogged(), of(row, this.columns),
				row.highestColumnNumber(), of(row, this.indexes), constraints(row), inboundForeignKeys(row),
				of(row, this.triggers), row.policies(), row.rowSecurity(), row.forceRowSecurity(), row.grants(),
				row.comment(), of(row, this.dependants), rowTypeUses(row), row.estimatedRows(), row.pages(),
				row.replicaIdentity(), row.parents(), row.children(), row.partitions(), of(row, this.partitionObjects),
				row.partitionKey(), row.partitionBound(), row.ofType(), row.extension(), row.publications(),
				PhysicalTable.plain(row.name()));
	}

	private List<Constraint> constraints(TableRow row) {
		return of(row, this.constraints).stream()
			.filter((constraint) -> !constraint.inbound())
			.map(ConstraintRow::constraint)
			.toList();
	}

	private List<ForeignKey> inboundForeignKeys(TableRow row) {
		return of(row, this.constraints).stream()
			.filter(ConstraintRow::inbound)
			.map((constraint) -> Objects.requireNonNull(constraint.constraint().foreignKey()))
			.toList();
	}

	private List<RowTypeUse> rowTypeUses(TableRow row) {
		List<RowTypeUse> uses = new ArrayList<>(of(row, this.rowTypeUses));
		this.rowTypeMentions.stream()
			.filter((mention) -> mention.means(row.schema(), row.name()))
			.map(RowTypeMention::toUse)
			.distinct()
			.forEach(uses::add);
		return uses;
	}

	private static <T> List<T> of(TableRow row, Map<Long, List<T>> byTable) {
		return byTable.getOrDefault(row.oid(), List.of());
	}

}
