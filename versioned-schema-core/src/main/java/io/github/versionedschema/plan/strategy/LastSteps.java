package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.plan.table.IdentityChange;
import io.github.versionedschema.plan.table.LeavingUses;
import io.github.versionedschema.plan.table.Rule;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.plan.table.ViewSql;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes the last steps of complete for a table. The old sequence and the views of
 * versions that can use the table itself are each dropped in a separate transaction.
 */
final class LastSteps {

	private final TableWork work;

	private final FinalTable table;

	LastSteps(TableWork work) {
		this.work = work;
		this.table = new FinalTable(work);
	}

	/**
	 * Writes the steps.
	 * @param views the schemas of the versions that need no view of the table any more
	 */
	void write(Steps steps, List<String> views) {
		writeRenamedConstraints(steps);
		List<String> unused = ColumnProperties.dropSequences(this.work.table(), new LeavingUses(this.work.schema()));
		if (!unused.isEmpty()) {
			this.table.step(steps, "sequences", "drop sequences of " + this.table.name() + " that are no longer used")
				.runs(Steps.transaction(unused));
		}
		for (IdentityChange identity : this.work.identities()) {
			this.table.writeExclusive(steps, "sequence." + identity.column().requiredName(),
					"drop the old sequence of " + identity.column(), identity.dropOld());
		}
		if (!views.isEmpty()) {
			this.table.step(steps, "view", "let newer versions use the table itself")
				.locking("ACCESS EXCLUSIVE on the view of " + this.table.name())
				.runs(Steps
					.transaction(views.stream().map((schema) -> ViewSql.drop(schema, this.table.name())).toList()));
		}
		for (IdentityChange identity : this.work.identities()) {
			String restrict = identity.restrict();
			if (restrict != null) {
				this.table.writeExclusive(steps, "always." + identity.column().requiredName(),
						"make %s GENERATED ALWAYS".formatted(identity.column()), List.of(restrict));
			}
		}
	}

	/** Constraints can swap their names. */
	private void writeRenamedConstraints(Steps steps) {
		Map<String, String> names = new LinkedHashMap<>(this.work.table().existingRules().namesAfterContract());
		Rule.added(this.work)
			.stream()
			.filter((rule) -> !rule.waitingName().equals(rule.name()))
			.forEach((rule) -> names.put(rule.waitingName(), rule.name()));
		List<String> statements = new ArrayList<>();
		List<String> last = new ArrayList<>();
		names.forEach((from, to) -> {
			if (names.containsKey(to)) {
				String meanwhile = Identifier.truncatedWithHash("_vs_name_" + to);
				statements.add(rename(from, meanwhile));
				last.add(rename(meanwhile, to));
			}
			else {
				statements.add(rename(from, to));
			}
		});
		statements.addAll(last);
		if (!statements.isEmpty()) {
			this.table.writeExclusive(steps, "constraints", "rename constraints of " + this.table.name(), statements);
		}
	}

	private String rename(String from, String to) {
		return "ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(this.table.sql(), Identifier.quote(from),
				Identifier.quote(to));
	}

}
