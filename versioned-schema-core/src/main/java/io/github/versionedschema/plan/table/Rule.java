package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.rule.Demand;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of the newer version that contract adds without a scan and validates
 * afterwards, so that clients do not wait for the scan.
 *
 * @param name the constraint's name
 * @param waitingName its name until complete, which differs if another one has its name
 * @param column the column that must not be null, or null for a check
 * @param check the condition, or null
 * @param violated a condition that is true for a row that violates the rule, while both
 * versions are live
 * @param noInherit whether the check is not inherited
 * @param message what a violation means, as readable text
 */
public record Rule(String name, String waitingName, @Nullable ColumnDraft column, @Nullable Expression check,
		String violated, boolean noInherit, String message) {

	/** Returns the rules that contract has to add; others exist by then. */
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
				rules.add(new Rule(demand.name(), demand.name(), column, null,
						Identifier.quote(column.physicalName()) + " IS NULL", false,
						"rows of %s have no %s".formatted(work.name(), column.requiredName())));
			}
			else {
				String waitingName = work.table().existingRules().renamedConstraints().containsKey(demand.name())
						? TableDraft.waitingName(demand.name()) : demand.name();
				rules.add(new Rule(demand.name(), waitingName, null, demand.check(),
						"(" + work.functions().call(demand, (argument) -> Identifier.quote(argument.physicalName()))
								+ ") IS FALSE",
						demand.noInherit(), "rows of %s violate the check %s".formatted(work.name(), demand.name())));
			}
		}
		return rules;
	}

	/**
	 * Returns the rule as readable text: the check's name, or what must not be null, as
	 * the constraint for that has a name of ours.
	 */
	public String shown() {
		return (this.column != null) ? "NOT NULL of " + this.column.requiredName() : this.name;
	}

	/** Returns the columns to which the rule applies. */
	public List<String> columns() {
		return SampleColumns.physical(
				(this.column != null) ? List.of(this.column) : (this.check != null) ? this.check.columns() : List.of());
	}

	public String add(String table) {
		return "ALTER TABLE %s ADD CONSTRAINT %s CHECK (\n%s\n)%s NOT VALID".formatted(table,
				Identifier.quote(this.waitingName),
				(this.column != null) ? Identifier.quote(this.column.requiredName()) + " IS NOT NULL"
						: (this.check != null) ? this.check.sql() : "true",
				this.noInherit ? " NO INHERIT" : "");
	}

	public String validate(String table) {
		return "ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, Identifier.quote(this.waitingName));
	}

	/**
	 * Returns the statements that turn a validated not-null check into NOT NULL without
	 * another scan; none for a check.
	 */
	public List<String> settle(String table) {
		return (this.column != null) ? settle(table, this.column.requiredName(), this.name) : List.of();
	}

	/**
	 * Returns the statements that turn a validated not-null check into NOT NULL without
	 * another scan. A single statement is not possible, as PostgreSQL drops the
	 * constraint first, regardless of the order.
	 */
	public static List<String> settle(String table, String column, String check) {
		return List.of("ALTER TABLE %s ALTER COLUMN %s SET NOT NULL".formatted(table, Identifier.quote(column)),
				"ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, Identifier.quote(check)));
	}

}
