package io.github.versionedschema.plan.check;

import java.util.List;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Publication;
import io.github.versionedschema.schema.Table;

/**
 * The columns that identify a table's rows in publications until complete.
 */
final class ReplicaIdentityColumns {

	private final SharedTable table;

	private final Table source;

	ReplicaIdentityColumns(SharedTable table) {
		this.table = table;
		this.source = table.source();
	}

	/** Returns whether PostgreSQL can publish updates of the table. */
	boolean exists() {
		return this.source.replicaIdentity().identifiesRows(this.source.primaryKey().isPresent())
				&& !this.source.physical().lateIdentity();
	}

	/**
	 * Returns whether a publication has all these columns, including those that expand
	 * adds. Otherwise PostgreSQL refuses the updates of all clients.
	 */
	boolean isWithin(Publication publication) {
		return publication.columns().isEmpty() || switch (this.source.replicaIdentity()) {
			case NOTHING -> true;
			case DEFAULT ->
				publication.columns().containsAll(this.source.primaryKey().map(Constraint::columns).orElse(List.of()));
			case INDEX -> this.source.indexes()
				.stream()
				.filter(Index::replicaIdentity)
				.flatMap((index) -> index.keys().stream())
				.map(Index.Key::column)
				.allMatch(publication.columns()::contains);
			case FULL -> publication.columns().containsAll(this.source.columns().stream().map(Column::number).toList())
					&& this.table.visibleColumns().stream().noneMatch(ColumnDraft::isNewOnly);
		};
	}

}
