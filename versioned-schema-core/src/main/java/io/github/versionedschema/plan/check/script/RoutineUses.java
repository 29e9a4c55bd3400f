package io.github.versionedschema.plan.check.script;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Column;
import org.jspecify.annotations.Nullable;

/**
 * Finds functions whose bodies name a table or column that the newer version does not
 * have. Both versions run trigger functions: they are errors if they certainly mean the
 * table or column, and warnings if they may. Functions that clients call are warnings.
 */
public final class RoutineUses {

	private final List<RoutineBody> bodies;

	public RoutineUses(Catalogue catalogue) {
		this.bodies = catalogue.routines()
			.stream()
			.map((routine) -> new RoutineBody(catalogue.schema(), routine))
			.toList();
	}

	/** Returns the findings about a table. */
	public List<Finding> of(SharedTable table) {
		List<Finding> findings = new ArrayList<>();
		String name = table.source().name();
		for (RoutineBody body : this.bodies) {
			if (!body.names(name)) {
				continue;
			}
			if (!name.equals(table.name())) {
				boolean refused = table.isDropped() ? body.isRunByOthers(name) : !body.routine().triggers().isEmpty();
				findings.add(finding(table.namedBy(), refused, table, "%s names the table".formatted(body.shown())));
				continue;
			}
			for (ColumnDraft draft : table.columns()) {
				Column column = draft.source();
				if (column != null && table.find(column.name()).isEmpty() && body.namesColumn(column.name())) {
					boolean certain = body.inserts(name, column.name())
							|| (body.namesOnly(name) && !body.mayHaveVariable(column.name()));
					boolean refused = certain && !body.routine().triggers().isEmpty();
					findings.add(finding(table.lastNamedBy(draft), refused, table,
							"%s names column \"%s\"".formatted(body.shown(), column.name())));
				}
			}
		}
		return findings;
	}

	private static Finding finding(@Nullable Source source, boolean refused, SharedTable table, String what) {
		String message = "Table \"%s\": function %s, which the new version does not have under that name. %s in sessions of the new version, and in all sessions after complete."
			.formatted(table.physicalName(), what, refused ? "It fails" : "If it means this table, it fails");
		return refused
				? new Finding(Severity.ERROR, source, message,
						"Drop the trigger first, or let the function find the name at run time (EXECUTE).")
				: Finding.of(LintRule.BREAKS_FUNCTION, source, message,
						"Replace the function after complete, or let it find the name at run time (EXECUTE).");
	}

}
