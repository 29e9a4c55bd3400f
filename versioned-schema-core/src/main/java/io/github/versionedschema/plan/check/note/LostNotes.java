package io.github.versionedschema.plan.check.note;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;

/**
 * Reports indexes, constraints and statistics that are dropped with a column. If they
 * also concern other columns or some rows, the author of the migration may not expect
 * this.
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
				Lost lost = lostWith(source, column.number());
				if (!lost.wider().isEmpty()) {
					findings.add(Finding.of(LintRule.DROPS_WITH_COLUMN, draft.namedBy(),
							"Table \"%s\": complete drops with column \"%s\" what is not about this column alone: %s."
								.formatted(this.work.name(), column.name(), String.join(", ", lost.wider())),
							"Create what is still needed without the column, with create_index or sql in this migration."));
				}
				if (!lost.own().isEmpty()) {
					findings.add(new Finding(Severity.NOTE, draft.namedBy(),
							"Table \"%s\": complete drops with column \"%s\" also %s.".formatted(this.work.name(),
									column.name(), String.join(", ", lost.own())),
							null));
				}
			}
		}
		return findings;
	}

	private Lost lostWith(Table source, int number) {
		Lost lost = new Lost(new ArrayList<>(), new ArrayList<>());
		for (Index index : source.indexes()) {
			if (index.touches(number) && this.work.table().existingRules().dropOf(index) == null) {
				boolean wider = index.columns().size() > 1 || index.predicate() != null
						|| index.keys().stream().anyMatch((key) -> key.column() == 0);
				lost.add((index.constraint() != null) ? "constraint " + index.constraint() : index(index), wider);
			}
		}
		for (Constraint constraint : source.constraints()) {
			boolean own = constraint.type() == Constraint.Type.CHECK
					|| constraint.type() == Constraint.Type.FOREIGN_KEY;
			if (own && constraint.columns().contains(number)
					&& !this.work.table().existingRules().drops().contains(constraint)) {
				lost.add("constraint " + constraint.name(), constraint.columns().size() > 1);
			}
		}
		for (Dependant dependant : source.dependants()) {
			if (dependant.isStatistics() && dependant.columns().contains(number)) {
				lost.add("statistics " + dependant.name(), true);
			}
		}
		source.partitionObjects()
			.stream()
			.filter((object) -> object.columns().contains(number))
			.forEach((object) -> lost.add(object.name(), object.columns().size() > 1));
		return lost;
	}

	private static String index(Index index) {
		return (index.unique() ? "unique index " : "index ") + index.name();
	}

	/**
	 * What is dropped with a column.
	 *
	 * @param wider what also concerns other columns or some rows
	 * @param own what concerns this column alone
	 */
	private record Lost(List<String> wider, List<String> own) {

		void add(String name, boolean isWider) {
			(isWider ? this.wider : this.own).add(name);
		}

	}

}
