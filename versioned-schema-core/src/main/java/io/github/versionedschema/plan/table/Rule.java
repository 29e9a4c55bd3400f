package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.Demand;
import io.github.versionedschema.plan.draft.Expression;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A demand of the new version as the constraint that it becomes: added without a scan,
 * then validated, so that nobody waits for the scan.
 *
 * @param name the constraint's name
 * @param column the column that must not be null, or null for a check
 * @param check the condition, or null
 * @param violated a condition on the row, while both versions live, that is true when it
 * breaks the rule
 * @param noInherit whether the check is not inherited
 * @param message what a violation means, for people
 */
public record Rule(String name, @Nullable ColumnDraft column, @Nullable Expression check, String violated,
		boolean noInherit, String message) {

	/** Returns the rules that contract has to add: others are there by then. */
	public static List<Rule> added(TableWork work) {
		Set<ColumnDraft> strict = Set.copyOf(work.strictColumns());
		return of(work).stream().filter((rule) -> rule.column() == null || !strict.contains(rule.column())).toList();
	}

	/** Returns all rules. */
	public static List<Rule> of(TableWork work) {
		List<Rule> rules = new ArrayList<>();
		for (Demand demand : work.table().demands()) {
			ColumnDraft column = demand.column();
			if (column != null) {
				rules.add(new Rule(demand.name(), column, null, Identifier.quote(column.physicalName()) + " IS NULL",
						false, "rows of %s have no %s".formatted(work.name(), column.requiredName())));
			}
			else {
				rules.add(new Rule(demand.name(), null, demand.check(),
						"(" + work.functions().call(demand, (argument) -> Identifier.quote(argument.physicalName()))
								+ ") IS FALSE",
						demand.noInherit(), "rows of %s violate the check %s".formatted(work.name(), demand.name())));
			}
		}
		return rules;
	}

	/** Returns the columns of the table that the rule is about. */
	public List<String> columns() {
		return SampleColumns.physical(
				(this.column != null) ? List.of(this.column) : (this.check != null) ? this.check.columns() : List.of());
	}

	public String add(String table) {
		return "ALTER TABLE %s ADD CONSTRAINT %s CHECK (\n%s\n)%s NOT VALID".formatted(table,
				Identifier.quote(this.name),
				(this.column != null) ? Identifier.quote(this.column.requiredName()) + " IS NOT NULL"
						: (this.check != null) ? this.check.sql() : "true",
				this.noInherit ? " NO INHERIT" : "");
	}

	public String validate(String table) {
		return "ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, Identifier.quote(this.name));
	}

	/**
	 * Returns what turns a validated not-null check into NOT NULL without another scan;
	 * nothing for a check.
	 */
	public List<String> settle(String table) {
		return (this.column != null) ? settle(table, this.column.requiredName(), this.name) : List.of();
	}

	/**
	 * Returns what turns a validated not-null check into NOT NULL without another scan.
	 * One statement would not: PostgreSQL drops the constraint first, whatever the order.
	 */
	public static List<String> settle(String table, String column, String check) {
		return List.of("ALTER TABLE %s ALTER COLUMN %s SET NOT NULL".formatted(table, Identifier.quote(column)),
				"ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, Identifier.quote(check)));
	}

}
