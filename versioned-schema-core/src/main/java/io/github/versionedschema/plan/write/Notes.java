package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.NewForeignKey;
import io.github.versionedschema.plan.draft.NewIndex;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Publication;
import io.github.versionedschema.schema.RowTypeUse;

/**
 * What somebody should know before running a plan that can work: what clients cannot do
 * meanwhile, and what binds both versions.
 */
final class Notes {

	private final Scope scope;

	private final SchemaDraft draft;

	private final List<Finding> findings = new ArrayList<>();

	Notes(Scope scope, SchemaDraft draft) {
		this.scope = scope;
		this.draft = draft;
	}

	List<Finding> of(List<TableWork> works) {
		if (this.scope.direct()) {
			return this.findings;
		}
		for (TableWork work : works) {
			SharedTable table = work.table();
			if (table.needsViews()) {
				warn(table, Severity.NOTE,
						"until complete, both versions use %s through a view: no ON CONFLICT ON CONSTRAINT, COPY of its name, "
							.formatted(table.physicalName())
								+ "TRUNCATE, TABLESAMPLE, GROUP BY of the key alone, WHERE CURRENT OF, ctid, xmin or tableoid, and no MERGE before PostgreSQL 17.");
				for (RowTypeUse use : table.source().rowTypeUses()) {
					warn(table, Severity.WARNING, RowTypeNotes.of(use, table.physicalName()));
				}
			}
			this.findings.addAll(new LostNotes(work).findings());
			this.findings.addAll(new NarrowNotes(work).findings());
			if (work.locksKeys()) {
				warn(table, Severity.NOTE,
						"inserts of the same key into %s wait for each other until complete, so that upserts of both versions work."
							.formatted(table.physicalName()));
			}
			work.indexes()
				.indexes()
				.stream()
				.filter((index) -> index.constraint() != null && !index.immediate())
				.forEach((index) -> warn(table, Severity.WARNING,
						"while the copy of key %s is built, it is checked row by row: a transaction that counts on a later check may fail then."
							.formatted(index.constraint())));
			for (ColumnDraft column : work.columns().rewriting()) {
				warn(table, Severity.WARNING,
						"column %s is %s, for which PostgreSQL rewrites %s while nobody can use it.".formatted(column,
								(column.filling().generated() != null) ? "generated and stored"
										: "of a domain that has constraints",
								table.physicalName()));
			}
			if (work.identities().size() > 0) {
				warn(table, Severity.NOTE, "the new sequence of %s starts with a gap.".formatted(table.physicalName()));
			}
			published(work);
			for (NewIndex index : table.newIndexes()) {
				if (index.unique()) {
					this.findings.add(new Finding(Severity.NOTE, index.source(),
							"Unique index %s binds both versions from the moment it is built.".formatted(index.name()),
							null));
				}
			}
		}
		for (NewForeignKey key : this.draft.foreignKeys()) {
			this.findings.add(new Finding(Severity.NOTE, key.source(),
					"Foreign key %s binds both versions: the old one cannot delete rows of %s that are referenced."
						.formatted(key.name(), key.referenced().physicalName()),
					null));
		}
		return this.findings;
	}

	/** Subscribers of PostgreSQL's own kind know columns by their names. */
	private void published(TableWork work) {
		SharedTable table = work.table();
		List<String> added = work.columns().names();
		List<String> reused = work.columns().reusedNames();
		for (Publication publication : table.source().publications()) {
			if (publication.columns().isEmpty() && !added.isEmpty()) {
				this.findings.add(new Finding(Severity.WARNING, table.lastSource(),
						"Publication %s sends the new columns of %s too (%s): a subscriber stops until its table has them, and again when complete changes names."
							.formatted(publication.name(), table.physicalName(), String.join(", ", added)),
						"Add them at the subscriber before, or give the publication a list of columns."));
				if (!reused.isEmpty()) {
					this.findings.add(new Finding(Severity.WARNING, table.lastSource(),
							"From complete on, publication %s sends new values of %s under old names (%s): a subscriber that still has the old columns takes them without an error."
								.formatted(publication.name(), table.physicalName(), String.join(", ", reused)),
							"Complete while nobody writes and the subscriber has received everything, or give the publication a list without these columns."));
				}
			}
		}
	}

	private void warn(SharedTable table, Severity severity, String message) {
		this.findings.add(new Finding(severity, table.lastSource(), capitalized(message), null));
	}

	private static String capitalized(String text) {
		return Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

}
