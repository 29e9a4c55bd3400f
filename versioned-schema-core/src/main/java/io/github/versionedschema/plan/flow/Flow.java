package io.github.versionedschema.plan.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.Lookup;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.sync.Rows;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.schema.Identifier;

/**
 * Values of one table that are found in rows of another, and so change when these rows
 * change.
 *
 * @param scope the schemas
 * @param from the table whose rows contain the values
 * @param to the table that gets the values
 * @param group the columns that get them, with what is computed from them
 * @param direction which version's values they are
 * @param found the values of the table whose rows contain them
 * @param functions the functions of the table that gets the values
 */
record Flow(Scope scope, TableDraft from, SharedTable to, Group group, Direction direction, FoundValues found,
		SyncFunctions functions) {

	/** Returns the flows from a table to others. */
	static List<Flow> from(TableDraft table, List<? extends TableDraft> others, Scope scope) {
		List<Flow> flows = new ArrayList<>();
		for (TableDraft draft : others) {
			if (draft instanceof SharedTable other && !other.isDropped()
					&& other.derivations().stream().anyMatch((value) -> reads(value, table))) {
				List<Group> groups = Group.of(other);
				SyncFunctions functions = new SyncFunctions(scope, other, groups);
				FoundValues found = FoundValues.in(table, scope);
				groups.forEach((group) -> Stream.of(Direction.values())
					.map((direction) -> new Flow(scope, table, other, group, direction, found, functions))
					.filter((flow) -> !flow.lookups().isEmpty())
					.forEach(flows::add));
			}
		}
		return flows;
	}

	private static boolean reads(Derivation derivation, TableDraft table) {
		Lookup lookup = derivation.expression().lookup();
		return lookup != null && lookup.table() == table;
	}

	/** Returns the expressions that read rows of the table. */
	private List<Expression> lookups() {
		return derivations().stream()
			.filter((derivation) -> reads(derivation, this.from))
			.map(Derivation::expression)
			.toList();
	}

	private List<Derivation> derivations() {
		return (this.direction == Direction.UP) ? this.group.ups() : this.group.downs();
	}

	/** Returns the columns that are read. */
	List<ColumnDraft> read() {
		return lookups().stream()
			.flatMap((one) -> lookup(one).columns().stream())
			.flatMap((argument) -> this.found.basis(this.direction, argument.column()))
			.distinct()
			.toList();
	}

	/** Returns the columns of the table that gets the values which they depend on. */
	List<ColumnDraft> arguments() {
		return lookups().stream()
			.flatMap((one) -> one.columns().stream())
			.flatMap((column) -> this.functions.basis(this.direction, column))
			.distinct()
			.toList();
	}

	private static Lookup lookup(Expression expression) {
		return Objects.requireNonNull(expression.lookup());
	}

	/** Returns the purpose of the function, which is unique for a table. */
	String purpose() {
		return "flow.%s.%d.%s".formatted(this.to.lastingName(), this.group.number(),
				(this.direction == Direction.UP) ? "up" : "down");
	}

	/** Returns the view of the table whose rows contain the values. */
	FlowView source() {
		return FlowView.of(view("from"), this.from, read().stream());
	}

	/** Returns the view of the table that gets the values. */
	FlowView target() {
		return FlowView.of(view("to"), this.to,
				derivations().stream()
					.flatMap((value) -> Stream.concat(Stream.of(value.target()),
							value.expression()
								.columns()
								.stream()
								.flatMap((column) -> this.functions.basis(this.direction, column)))));
	}

	private String view(String side) {
		return Scope.ours(this.scope.function(this.from.lastingName(), purpose() + "." + side));
	}

	/** Returns the statements that create the views. */
	List<String> createViews() {
		return List.of(source().create(this.scope.table(this.from.physicalName())),
				target().create(this.scope.table(this.to.physicalName())));
	}

	List<String> dropViews() {
		return List.of(source().drop(), target().drop());
	}

	/** Returns the rows {@code _vs_to} that match the row which changes. */
	String matching() {
		return "FROM %s AS _vs_to WHERE %s IN (%s)".formatted(target().sqlName(), row("_vs_to."),
				String.join(" UNION ALL ", lookups().stream().map(this::match).toList()));
	}

	/** Returns the statement that computes the values of the rows that it can lock. */
	String update() {
		return "UPDATE %s AS _vs_row SET %s WHERE %s IN (SELECT %s %s ORDER BY %s FOR NO KEY UPDATE SKIP LOCKED)"
			.formatted(target().sqlName(), assignments(), row("_vs_row."), keys(), matching(), keys());
	}

	/** Returns the statement that removes the values of the rows. */
	String clear() {
		List<String> nulls = this.group.upTargets()
			.stream()
			.map((column) -> target().value(column) + " = NULL")
			.toList();
		return "UPDATE %s AS _vs_row SET %s WHERE %s IN (SELECT %s %s)".formatted(target().sqlName(),
				String.join(", ", nulls), row("_vs_row."), keys(), matching());
	}

	/** Returns the key of the row {@code _vs_to}, as a list. */
	String keys() {
		return String.join(", ", target().keys("_vs_to."));
	}

	private String row(String qualifier) {
		List<String> keys = target().keys(qualifier);
		return (keys.size() == 1) ? keys.get(0) : "(" + String.join(", ", keys) + ")";
	}

	private String assignments() {
		Map<ColumnDraft, String> computed = new LinkedHashMap<>();
		List<String> assignments = new ArrayList<>();
		FlowView view = target();
		for (Derivation derivation : derivations()) {
			ColumnDraft column = derivation.target();
			computed.put(column,
					this.functions.call(derivation, (read) -> computed.getOrDefault(read, view.value(read))));
			if (column.isPhysical()) {
				assignments.add(view.value(column) + " = " + computed.get(column));
			}
		}
		return String.join(", ", assignments);
	}

	/** The user's text is put into the statement, so that it can use indexes. */
	private String match(Expression expression) {
		Lookup lookup = lookup(expression);
		String own = Identifier.quote(Objects.requireNonNull(expression.rowName()));
		List<String> keys = target().keys("");
		return """
				SELECT %s FROM %s AS %s,
					(SELECT %s WHERE TG_OP OPERATOR(pg_catalog.<>) 'DELETE' UNION ALL SELECT %s WHERE TG_OP OPERATOR(pg_catalog.<>) 'INSERT') AS %s
				WHERE (
				%s
				)"""
			.formatted(String.join(", ", target().keys(own + ".")),
					target().rows(String.join(", ", keys), expression.arguments(), this::own), own,
					found("NEW", lookup), found("OLD", lookup), Identifier.quote(lookup.name()), lookup.where());
	}

	/**
	 * Returns the value of a column in a row of the view of the table that gets values.
	 */
	private String own(ColumnDraft column) {
		return this.functions.value(this.direction, column, target()::value);
	}

	private String found(String row, Lookup lookup) {
		return row(lookup.columns(), (column) -> this.found.value(this.direction, column, (read) -> field(row, read)));
	}

	private static String row(List<Argument> columns, Function<ColumnDraft, String> value) {
		return String.join(", ",
				columns.stream()
					.map((column) -> value.apply(column.column()) + " AS " + Identifier.quote(column.name()))
					.toList());
	}

	private static String field(String row, ColumnDraft column) {
		return column.isPhysical() ? Rows.field(row, column) : "NULL::" + column.type();
	}

	/**
	 * Returns a query of the hashes of the key of the row that changes.
	 */
	String hashesOfChanged() {
		return "SELECT %s WHERE TG_OP OPERATOR(pg_catalog.<>) 'DELETE' UNION SELECT %s WHERE TG_OP OPERATOR(pg_catalog.<>) 'INSERT' ORDER BY 1"
			.formatted(source().hash((column) -> Rows.field("NEW", column)),
					source().hash((column) -> Rows.field("OLD", column)));
	}

	/**
	 * Returns a query of the hashes of the keys of rows that match the row which is
	 * written, and did not match it before.
	 */
	String hashesOfMatches() {
		List<String> now = lookups().stream().map((one) -> matched(one, "NEW")).toList();
		List<String> before = lookups().stream().map((one) -> matched(one, "OLD")).toList();
		return "SELECT _vs_hash FROM (%s) AS _vs_now EXCEPT SELECT _vs_hash FROM (%s) AS _vs_before WHERE TG_OP OPERATOR(pg_catalog.=) 'UPDATE' ORDER BY 1"
			.formatted(String.join(" UNION ", now), String.join(" UNION ", before));
	}

	private String matched(Expression expression, String row) {
		Lookup lookup = lookup(expression);
		return """
				SELECT %1$s._vs_hash FROM %2$s AS %1$s, (SELECT %3$s) AS %4$s
				WHERE (
				%5$s
				)""".formatted(Identifier.quote(lookup.name()),
				source().rows(source().hash("") + " AS _vs_hash", lookup.columns(),
						(column) -> this.found.value(this.direction, column, source()::value)),
				row(expression.arguments(),
						(column) -> this.functions.value(this.direction, column, (read) -> field(row, read))),
				Identifier.quote(Objects.requireNonNull(expression.rowName())), lookup.where());
	}

}
