package io.github.versionedschema.plan.check;

import java.util.List;

import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Publication;
import io.github.versionedschema.schema.RowTypeUse;

/**
 * Finds objects that depend on columns and tables that complete will remove, and objects
 * that cannot be copied exactly. They are found before anything changes, as complete
 * would be too late.
 */
public final class Dependants {

	/**
	 * PostgreSQL's limit; dropped columns keep their number (PostgreSQL manual, appendix
	 * "Limits").
	 */
	private static final int MOST_COLUMNS = 1600;

	private final SchemaDraft draft;

	private final List<SchemaDraft> older;

	private final LateDrops late;

	/**
	 * Creates the search.
	 * @param draft the draft after the chain
	 * @param older the drafts of older live versions, which are completed before
	 */
	public Dependants(SchemaDraft draft, List<SchemaDraft> older) {
		this.draft = draft;
		this.older = older;
		this.late = new LateDrops(older);
	}

	public List<Finding> of(TableWork work) {
		SharedTable table = work.table();
		TableErrors errors = new TableErrors(table);
		UnsupportedIndexes indexes = new UnsupportedIndexes(this.draft, work, errors);
		for (ColumnDraft column : table.columns()) {
			if (column.isOldOnly() && column.source() != null) {
				new RemovedColumn(work, column, column.source(), this.late, errors).check(this.draft);
			}
			if (column.isShared() && column.source() != null && !column.requiredName().equals(column.oldName())) {
				errors.addAll(new UserTriggers(table).reading(column, column.source()));
			}
		}
		indexes.checkNew();
		if (!table.isDropped()) {
			new ReferencedIndexes(this.draft, work, errors).check();
			new ReplicaIdentityCheck(work, errors).check();
		}
		if (work.groups().isEmpty() && !table.isDropped() && !table.needsViews()) {
			return errors.findings();
		}
		errors.addAll(new UserTriggers(table).copyingRows());
		numberOfColumns(table, errors);
		errors.addAll(new ColumnRights(table, this.draft.catalogue().schema()).findings());
		indexes.checkCopies();
		publications(work, errors);
		if (table.isDropped()) {
			new DroppedTable(table, this.late, errors).check(this.draft, this.older);
		}
		else {
			storedRows(work, errors);
		}
		return errors.findings();
	}

	private static void numberOfColumns(SharedTable table, TableErrors errors) {
		int highest = table.source().highestColumnNumber();
		int added = (int) table.visibleColumns().stream().filter(ColumnDraft::isNewOnly).count();
		if (highest + added > MOST_COLUMNS) {
			errors.ofTable(table.changedBy(),
					"would have had %d columns, and PostgreSQL allows %d during the life of a table.".formatted(highest,
							MOST_COLUMNS),
					"Copy it into a new table first.");
		}
	}

	private static void publications(TableWork work, TableErrors errors) {
		ReplicaIdentityColumns identity = new ReplicaIdentityColumns(work.table());
		for (Publication publication : work.table().source().publications()) {
			if (!publication.updatesOrDeletes()) {
				continue;
			}
			if (!work.fill().columns().isEmpty() && !identity.exists()) {
				errors.ofTable(work.table().changedBy(),
						"is published by %s and has no replica identity, so that PostgreSQL refuses updates of it."
							.formatted(publication.name()),
						(work.table().source().physical().lateIdentity()
								? "Complete the version that gives it a replica identity first."
								: "Give it a primary key or a replica identity first."));
			}
			else if (!work.table().isDropped() && !identity.isWithin(publication)) {
				errors.ofTable(work.table().changedBy(),
						"is published by %s with a list of columns that would lack columns of its replica identity, so that PostgreSQL would refuse updates."
							.formatted(publication.name()),
						"Publish all columns of the table, or give it a replica identity whose columns are all in the list.");
			}
		}
	}

	/**
	 * If other tables store rows of this table, PostgreSQL can rewrite neither those
	 * values nor this table.
	 */
	private static void storedRows(TableWork work, TableErrors errors) {
		List<ColumnDraft> rewriting = work.columns().rewriting();
		for (RowTypeUse use : work.table().source().rowTypeUses()) {
			for (ColumnDraft column : work.table().visibleColumns()) {
				boolean replaced = column.isNewOnly() && column.ancestor() != null;
				if (use.how() == RowTypeUse.How.STORED && (replaced || rewriting.contains(column))) {
					errors.add(column.operation(),
							"Table \"%s\": %s holds rows of it, in which column \"%s\" %s.".formatted(work.name(),
									use.name(), column,
									replaced ? "would be empty after its values change"
											: "cannot be added: PostgreSQL would have to write its values"),
							"Let %s hold something else first, for example jsonb.".formatted(use.name()));
				}
			}
		}
	}

	/** Returns how it uses a column or table, as a clause. */
	static String use(Dependant dependant) {
		return switch (dependant.kind()) {
			case SEQUENCE_USER -> dependant.name() + " uses its sequence";
			case OTHER -> dependant.name() + " depends on it";
			default -> dependant.described() + " depends on it";
		};
	}

}
