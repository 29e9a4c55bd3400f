package io.github.versionedschema.plan.check.note;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.NewForeignKey;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.sync.PhysicalColumns;
import io.github.versionedschema.plan.table.IdentityChange;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Publication;
import io.github.versionedschema.schema.RowTypeUse;
import org.jspecify.annotations.Nullable;

/**
 * Reports what operators should know before they run a valid plan: what clients cannot do
 * until complete, and what binds both versions.
 */
public final class Notes {

	private final SchemaDraft draft;

	private final List<Finding> findings = new ArrayList<>();

	public Notes(SchemaDraft draft) {
		this.draft = draft;
	}

	public List<Finding> of(List<TableWork> works) {
		for (TableWork work : works) {
			SharedTable table = work.table();
			if (table.needsViews()) {
				note(table.changedBy(),
						"until complete, live versions use %s through a view: no ON CONFLICT ON CONSTRAINT, COPY of its name, "
							.formatted(table.physicalName())
								+ "TRUNCATE, TABLESAMPLE, GROUP BY of the key alone, WHERE CURRENT OF, ctid, xmin or tableoid, and no MERGE before PostgreSQL 17.");
				for (RowTypeUse use : table.source().rowTypeUses()) {
					warn(LintRule.USES_ROW_TYPE, table.changedBy(), RowTypeNotes.of(use, table.physicalName()),
							"Let it name the columns instead of the row type.");
				}
			}
			this.findings.addAll(new LostNotes(work).findings());
			this.findings.addAll(new NarrowNotes(work).findings());
			if (work.sync().locksKeys()) {
				note(cause(work, Index::unique),
						"inserts of the same key into %s wait for each other until complete, so that upserts of all live versions work."
							.formatted(table.physicalName()));
			}
			work.indexes()
				.indexes()
				.stream()
				.filter((index) -> index.constraint() != null && !index.immediate())
				.forEach((index) -> warn(LintRule.CHECKS_KEY_EARLY, work.indexes().cause(index.columns()),
						"while the copy of key %s is built, it is checked row by row: a transaction that relies on the later check may fail then."
							.formatted(index.constraint()),
						"Expand while no transaction relies on the later check."));
			for (ColumnDraft column : work.columns().rewriting()) {
				warn(LintRule.REWRITES_TABLE, column.operation(),
						"column %s is %s, for which PostgreSQL rewrites %s, which blocks all access to it.".formatted(
								column,
								(column.filling().generated() != null) ? "generated and stored"
										: "of a domain that has constraints",
								table.physicalName()),
						"Expand while there is no load, or use a plain column with \"up\".");
			}
			for (IdentityChange identity : work.identities()) {
				note(identity.column().operation(),
						"the new sequence of %s starts with a gap if clients use it during complete."
							.formatted(table.physicalName()));
			}
			moved(work);
			unattached(work);
			published(work);
			for (NewIndex index : table.newIndexes()) {
				if (index.unique()) {
					this.findings.add(new Finding(Severity.NOTE, index.source(),
							"Unique index %s binds all live versions from the moment it is built.%s".formatted(
									index.name(),
									index.immediate() ? "" : " Its checks cannot be deferred before complete."),
							null));
				}
			}
		}
		for (NewForeignKey key : this.draft.foreignKeys()) {
			this.findings.add(new Finding(Severity.NOTE, key.source(),
					"Foreign key %s binds all live versions: older ones cannot delete rows of %s that are referenced."
						.formatted(key.name(), key.referenced().physicalName()),
					null));
		}
		return this.findings;
	}

	/** Objects that use a replaced column follow it at complete. */
	private void moved(TableWork work) {
		for (Dependant dependant : work.table().source().dependants()) {
			if (dependant.isMovable()) {
				work.indexes()
					.replacing(dependant.columns())
					.stream()
					.findFirst()
					.ifPresent((column) -> note(column.operation(),
							"%s of %s: until complete, %s reads the values of the older versions. Complete creates it anew for the new values."
								.formatted(column, work.table().physicalName(), dependant.described())));
			}
		}
	}

	/** An unattached session uses the table itself. */
	private void unattached(TableWork work) {
		PhysicalColumns columns = work.columns();
		if (!columns.isEmpty()) {
			note(columns.all().get(0).operation(),
					"until complete, sessions that attach to no version see %s with %s beside the old columns: SELECT * returns them, and an INSERT of such a row into another table fails."
						.formatted(work.table().physicalName(), String.join(", ", columns.names())));
		}
	}

	/** Subscribers of logical replication match columns by name. */
	private void published(TableWork work) {
		String table = work.table().physicalName();
		List<ColumnDraft> added = work.columns().all();
		List<ColumnDraft> reusing = work.columns().reusing();
		for (Publication publication : work.table().source().publications()) {
			if (publication.columns().isEmpty() && !added.isEmpty()) {
				this.findings.add(Finding.of(LintRule.CHANGES_PUBLICATION, added.get(0).operation(),
						"Publication %s sends the new columns of %s too (%s): a subscriber stops until its table has them, and again when complete changes names."
							.formatted(publication.name(), table, String.join(", ", work.columns().names())),
						"Add them at the subscriber before, or give the publication a list of columns."));
				if (!reusing.isEmpty()) {
					String names = reusing.stream().map(ColumnDraft::requiredName).collect(Collectors.joining(", "));
					this.findings.add(Finding.of(LintRule.CHANGES_PUBLICATION, reusing.get(0).operation(),
							"From complete on, publication %s sends new values of %s under old names (%s): a subscriber that still has the old columns takes them without an error."
								.formatted(publication.name(), table, names),
							"Complete while there are no writes and the subscriber has received everything, or give the publication a list without these columns."));
				}
			}
		}
	}

	/** Returns the operation that causes an index to be copied. */
	private static @Nullable Source cause(TableWork work, Predicate<Index> indexes) {
		return work.indexes()
			.indexes()
			.stream()
			.filter(indexes)
			.map((index) -> work.indexes().cause(index.columns()))
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	private void note(@Nullable Source source, String message) {
		this.findings.add(new Finding(Severity.NOTE, source, sentence(message), null));
	}

	private void warn(LintRule rule, @Nullable Source source, String message, String advice) {
		this.findings.add(Finding.of(rule, source, sentence(message), advice));
	}

	private static String sentence(String message) {
		return Character.toUpperCase(message.charAt(0)) + message.substring(1);
	}

}
