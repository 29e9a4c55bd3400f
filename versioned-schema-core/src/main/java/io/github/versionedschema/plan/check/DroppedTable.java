package io.github.versionedschema.plan.check;

import java.util.List;

import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.table.LeavingUses;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.RowTypeUse;

/**
 * A table that complete drops: finds what depends on it and is not dropped with it.
 */
final class DroppedTable {

	private final SharedTable table;

	private final LateDrops late;

	private final TableErrors errors;

	DroppedTable(SharedTable table, LateDrops late, TableErrors errors) {
		this.table = table;
		this.late = late;
		this.errors = errors;
	}

	/**
	 * Finds what depends on it.
	 * @param schema the draft after the chain
	 * @param older the drafts of older live versions, which are completed before
	 */
	void check(SchemaDraft schema, List<SchemaDraft> older) {
		LeavingUses uses = new LeavingUses(schema);
		boolean last = !uses.isMutual(this.table);
		for (Dependant dependant : this.table.source().dependants()) {
			if (keepsTable(dependant) && !(last && uses.contains(dependant))) {
				error("it is dropped at complete, and %s.".formatted(Dependants.use(dependant)),
						advice(dependant.name()));
			}
		}
		for (RowTypeUse use : this.table.source().rowTypeUses()) {
			if (use.how() != RowTypeUse.How.ROWTYPE && !ends(use, older) && !(last && uses.contains(use))) {
				error("it is dropped at complete, and %s is made of its row type.".formatted(use.name()),
						advice(use.name()));
			}
		}
		LeavingKeys leaving = new LeavingKeys(schema);
		for (ForeignKey key : this.table.source().inboundForeignKeys()) {
			if (!leaving.contains(key)) {
				error("it is dropped at complete, and foreign key %s of %s references it.".formatted(key.name(),
						key.fromTable()), "Drop the foreign key or its column first.");
			}
		}
	}

	private static boolean ends(RowTypeUse use, List<SchemaDraft> older) {
		return older.stream().map(LeavingUses::new).anyMatch((uses) -> uses.contains(use));
	}

	/** Rules and policies of the table itself go with it. */
	private static boolean keepsTable(Dependant dependant) {
		return switch (dependant.kind()) {
			case VIEW, MATERIALIZED_VIEW, FUNCTION, SEQUENCE_USER, OTHER -> true;
			case RULE, POLICY -> dependant.user() != null;
			default -> false;
		};
	}

	private String advice(String object) {
		return this.late.advice(object, "Drop it first, in a migration before this one.");
	}

	private void error(String message, String advice) {
		this.errors.ofTable(this.table.namedBy(), message, advice);
	}

}
