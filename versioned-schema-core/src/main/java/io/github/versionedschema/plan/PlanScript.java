package io.github.versionedschema.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.Identifier;

/**
 * Writes the SQL of a plan as a script for review.
 */
public final class PlanScript {

	private static final String COMPLETE = "COMPLETE";

	private final StringBuilder text = new StringBuilder();

	private PlanScript() {
	}

	/**
	 * Returns the script of a plan: the SQL of expand, of complete, and of abort.
	 * @param plan the plan
	 */
	public static String of(Plan plan) {
		PlanScript script = new PlanScript();
		script.comment("Schema %s: from %s to version %s".formatted(plan.baseSchema(),
				(plan.from() != null) ? "version " + plan.from() : "the existing tables", plan.to()));
		script.comment("To read, not to run: the transitions limit how long locks are waited for, try again,");
		script.comment("fill rows in batches, and record every step in the journal, which this script does not.");
		script.statement("SET search_path = " + Identifier.quote(plan.baseSchema()));
		script.part("EXPAND", plan.steps().stream().filter((step) -> step.phase().isExpand()).toList());
		script.part(plan.direct() ? "COMPLETE, at once" : COMPLETE,
				plan.steps().stream().filter((step) -> step.phase().isComplete()).toList());
		if (!plan.direct()) {
			script.abort(plan.steps());
		}
		return script.text.toString();
	}

	private void part(String name, List<Step> steps) {
		heading(name);
		if (name.equals(COMPLETE)) {
			comment("Only when no session uses the older version: complete closes it first, and retires it in the journal");
			comment("before the first step that changes a table.");
		}
		int number = 0;
		for (Step step : steps) {
			step(++number + ". ", step);
			action(step.action());
		}
	}

	private void abort(List<Step> steps) {
		heading("ABORT, instead of complete: undoes the steps of expand that were begun");
		List<Step> undone = new ArrayList<>(steps.stream().filter((step) -> !step.inverse().isEmpty()).toList());
		Collections.reverse(undone);
		for (Step step : undone) {
			step("undo: ", step);
			step.inverse().forEach(this::action);
		}
	}

	private void heading(String name) {
		this.text.append('\n');
		comment("==== " + name + " ====");
	}

	private void step(String prefix, Step step) {
		this.text.append('\n');
		comment(prefix + step.title() + " (" + step.id() + ")");
		if (step.lock() != null) {
			comment("   lock: " + step.lock());
		}
		if (step.scans() || step.rewrites()) {
			comment("   cost: " + (step.rewrites() ? "writes" : "reads") + " the whole table");
		}
		step.origin().forEach((origin) -> comment("   from: " + origin));
	}

	private void action(Action action) {
		if (action instanceof Action.Transaction transaction) {
			List<String> statements = new ArrayList<>();
			transaction.locks()
				.forEach((lock) -> statements.add("LOCK TABLE " + lock.table() + " IN " + lock.mode().sql() + " MODE"));
			if (transaction.refresh() != null) {
				statements.add(transaction.refresh().proof());
			}
			statements.addAll(transaction.statements());
			transaction(statements);
		}
		else if (action instanceof Action.Publish publish) {
			transaction(publish.statements());
		}
		else if (action instanceof Action.UserSql sql) {
			statement(sql.sql());
		}
		else if (action instanceof Action.BuildIndex index) {
			statement(index.sql());
		}
		else if (action instanceof Action.DropIndex index) {
			statement("DROP INDEX CONCURRENTLY IF EXISTS " + Identifier.qualified(index.schema(), index.index()));
		}
		else if (action instanceof Action.Refresh refresh) {
			action(refresh.creation());
			comment("   then fills them, each in a separate transaction:");
			statement("DO " + Identifier.dollarQuoted("""
					DECLARE
						_vs_filling text;
					BEGIN
						FOR _vs_filling IN
							%s
						LOOP
							EXECUTE _vs_filling;
						END LOOP;
					END
					""".formatted(refresh.fillings())));
		}
		else if (action instanceof Action.Backfill fill) {
			comment("   in batches of pages, each in a separate transaction, and where the leader may do so with");
			comment("   session_replication_role = replica, so that no other trigger fires:");
			transaction(
					List.of("SET LOCAL versioned_schema.backfill = 'on'", "SET LOCAL row_security = off", fill(fill)));
		}
		else if (action instanceof Action.Count count) {
			comment("   refuses if this is not 0: " + count.message());
			statement(count.count());
		}
		else if (action instanceof Action.Find find) {
			comment("   refuses if this finds anything: " + find.message());
			statement(find.query());
		}
	}

	private static String fill(Action.Backfill fill) {
		String table = Identifier.qualified(fill.schema(), fill.table());
		String alias = Identifier.quote(fill.table());
		Action.Copy copy = fill.copy();
		if (copy != null) {
			return copy.insert(
					"SELECT * FROM %s AS %s WHERE %s FOR NO KEY UPDATE".formatted(table, alias, fill.missing()), alias);
		}
		return "UPDATE %s AS %s SET %s%s".formatted(table, alias, fill.assignments(),
				(fill.filter() != null) ? " WHERE " + fill.filter() : "");
	}

	private void transaction(List<String> statements) {
		if (!statements.isEmpty()) {
			statement("BEGIN");
			statements.forEach(this::statement);
			statement("COMMIT");
		}
	}

	/** A semicolon after a comment would be part of the comment. */
	private void statement(String sql) {
		String stripped = sql.strip();
		String last = stripped.substring(stripped.lastIndexOf('\n') + 1);
		this.text.append(stripped);
		if (!stripped.endsWith(";") || last.contains("--")) {
			this.text.append(last.contains("--") ? "\n;" : ";");
		}
		this.text.append('\n');
	}

	private void comment(String line) {
		this.text.append("-- ").append(line.lines().collect(Collectors.joining(" "))).append('\n');
	}

}
