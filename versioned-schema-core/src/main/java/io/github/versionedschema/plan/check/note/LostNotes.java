package io.github.versionedschema.plan.check.note;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;

/**
 * Reports indexes, constraints and statistics that are dropped with a column although
 * they also concern other columns or some rows. The author of the migration may not
 * expect this.
 */
final class LostNotes {

	private final TableWork work;

	LostNotes(TableWork work) {
		this.work = work;
	}

	List<Finding> findings() {
		List<Finding> findings = new ArrayList<>();
		Table source = this.work.table().source();
		for (ColumnDraft draft : this.work.table().columns()) {
			Column column = draft.source();
			if (column != null && !this.work.table().isDropped() && this.work.indexes().isDropped(column.number())) {
				List<String> lost = lostWith(source, column.number());
				if (!lost.isEmpty()) {
					findings.add(Finding.of(LintRule.DROPS_WITH_COLUMN, draft.namedBy(),
							"Table \"%s\": complete drops with column \"%s\" what is not about this column alone: %s."
								.formatted(this.work.name(), column.name(), String.join(", ", lost)),
							"Create what is still needed without the column, with create_index or sql in this migration."));
				}
			}
		}
		return findings;
	}

	private List<String> lostWith(Table source, int number) {
		List<String> lost = new ArrayList<>();
		for (Index index : source.indexes()) {
			boolean wider = index.columns().size() > 1 || index.predicate() != null
					|| index.keys().stream().anyMatch((key) -> key.column() == 0);
			if (index.touches(number) && wider && this.work.table().existingRules().dropOf(index) == null) {
				lost.add((index.constraint() != null) ? "constraint " + index.constraint() : index(index));
			}
		}
		for (Constraint constraint : source.constraints()) {
			boolean own = constraint.type() == Constraint.Type.CHECK
					|| constraint.type() == Constraint.Type.FOREIGN_KEY;
			if (own && constraint.columns().size() > 1 && constraint.columns().contains(number)
					&& !this.work.table().existingRules().drops().contains(constraint)) {
				lost.add("constraint " + constraint.name());
			}
		}
		for (Dependant dependant : source.dependants()) {
			if (dependant.kind() == Dependant.Kind.STATISTICS && dependant.columns().contains(number)) {
				lost.add("statistics " + dependant.name());
			}
		}
		source.partitionObjects()
			.stream()
			.filter((object) -> object.columns().size() > 1 && object.columns().contains(number))
			.forEach((object) -> lost.add(object.name()));
		return lost;
	}

	private static String index(Index index) {
		return (index.unique() ? "unique index " : "index ") + index.name();
	}

}
