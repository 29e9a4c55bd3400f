package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.ddl.ExpressionFunction;
import io.github.versionedschema.plan.ddl.LookupFunction;
import io.github.versionedschema.plan.ddl.ReadTables;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.Lookup;
import io.github.versionedschema.plan.draft.rule.Demand;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the SQL functions of one table: one for each {@code up}, {@code down} and check.
 * Triggers, backfill and verification call the same functions, so that their results are
 * consistent.
 */
public final class SyncFunctions {

	private final Scope scope;

	/** Their schema, as written in SQL. */
	private final String schema;

	private final ReadTables tables;

	private final Map<Derivation, String> derivations = new LinkedHashMap<>();

	private final Map<Demand, String> checks = new HashMap<>();

	private final List<Definition> definitions = new ArrayList<>();

	public SyncFunctions(Scope scope, SharedTable table, List<Group> groups) {
		this(scope, table, groups, Identifier.quote(Scope.OURS));
	}

	/** Returns the same functions for trials before anything changes. */
	public static SyncFunctions temporary(Scope scope, SharedTable table, List<Group> groups) {
		return new SyncFunctions(scope, table, groups, "pg_temp");
	}

	private SyncFunctions(Scope scope, SharedTable table, List<Group> groups, String schema) {
		this.scope = scope;
		this.schema = schema;
		this.tables = new ReadTables(table);
		int number = 0;
		for (Group group : groups) {
			for (Derivation derivation : concat(group.ups(), group.downs())) {
				String name = scope.function(table.source().name(), derivation.target() + "."
						+ derivation.direction().name().toLowerCase(java.util.Locale.ROOT) + "." + ++number);
				this.derivations.put(derivation, name);
				this.definitions
					.add(new Definition(name, derivation.target().type(), derivation.expression(), isLate(derivation)));
			}
		}
		for (Demand demand : table.demands()) {
			if (demand.check() != null) {
				String name = scope.function(table.source().name(), demand.name() + ".check." + ++number);
				this.checks.put(demand, name);
				this.definitions.add(new Definition(name, "boolean", demand.check(), false));
			}
		}
	}

	/** It reads columns of another table that the newer version adds. */
	private static boolean isLate(Derivation derivation) {
		return derivation.direction() == Direction.DOWN && derivation.expression().lookup() != null;
	}

	private static List<Derivation> concat(List<Derivation> ups, List<Derivation> downs) {
		List<Derivation> all = new ArrayList<>(ups);
		all.addAll(downs);
		return all;
	}

	/**
	 * Returns the statements that create the functions, which only versioned-schema's own
	 * functions call.
	 */
	public List<String> create() {
		return create(false);
	}

	/**
	 * Returns the statements that create the functions which read columns of another
	 * table that expand adds.
	 */
	public List<String> createLate() {
		return create(true);
	}

	private List<String> create(boolean late) {
		return this.definitions.stream()
			.filter((definition) -> definition.late() == late)
			.flatMap((definition) -> OwnFunction
				.create(Scope.ours(definition.name()),
						definition.function(Identifier.quote(Scope.OURS), this.scope).sql())
				.stream())
			.toList();
	}

	/** Returns the statements that create the functions for this session only. */
	public List<String> createTemporary() {
		return this.definitions.stream()
			.filter((definition) -> !definition.late())
			.map((definition) -> definition.function(this.schema, this.scope).sql())
			.toList();
	}

	/** Returns the statements that drop them. */
	public List<String> drop() {
		return this.definitions.stream().map((definition) -> dropFunction(definition.name())).toList();
	}

	/** Returns the statements that drop what {@link #createLate()} creates. */
	public List<String> dropLate() {
		return this.definitions.stream()
			.filter(Definition::late)
			.map((definition) -> dropFunction(definition.name()))
			.toList();
	}

	/** Returns the statements that drop those of some expressions. */
	public List<String> drop(Predicate<Expression> some) {
		return this.definitions.stream()
			.filter((definition) -> some.test(definition.expression()))
			.map((definition) -> dropFunction(definition.name()))
			.toList();
	}

	/**
	 * Returns the checks for the functions of {@code up} and {@code down}, which run
	 * before anything changes.
	 */
	public List<Check> tries() {
		Stream<Check> functions = this.derivations.entrySet()
			.stream()
			.flatMap((entry) -> creations(entry.getValue(), entry.getKey().target().type(), entry.getKey().expression())
				.map((check) -> check.needing(needs(entry.getKey()))));
		Stream<Check> ofOneRow = this.derivations.entrySet()
			.stream()
			.map((entry) -> ofOneRow(entry.getValue(), entry.getKey().expression())
				.needing(Subject.of(entry.getKey().expression().columns())));
		return Stream.concat(functions, ofOneRow).toList();
	}

	/**
	 * Returns the check for the function of a check constraint, which runs after the
	 * constraint itself was tried.
	 */
	public Check tryAfter(Demand demand, Expression check) {
		return create(Objects.requireNonNull(this.checks.get(demand)), "boolean", check)
			.needing(Subject.withColumns(demand));
	}

	private static Set<String> needs(Derivation derivation) {
		List<ColumnDraft> columns = new ArrayList<>(derivation.expression().columns());
		columns.add(derivation.target());
		Lookup lookup = derivation.expression().lookup();
		if (lookup != null) {
			lookup.columns().stream().map(Argument::column).forEach(columns::add);
		}
		return Subject.of(columns);
	}

	private Stream<Check> creations(String name, String type, Expression expression) {
		if (expression.lookup() == null) {
			return Stream.of(create(name, type, expression));
		}
		return Stream.of(check("", lookup(name + ".value", expression).ofType(type), expression, null),
				check(" (\"where\")", lookup(name + ".where", expression).ofCondition(), expression, null));
	}

	private LookupFunction lookup(String name, Expression expression) {
		return new LookupFunction("pg_temp", Identifier.truncatedWithHash(name), expression, this.scope.tables());
	}

	private Check create(String name, String type, Expression expression) {
		return check("", ExpressionFunction.create("pg_temp", name, type, expression, this.scope.tables()), expression,
				expression.isColumnItself() ? "Give an expression that converts the value, for example %s::%s."
					.formatted(expression.sql().strip(), type) : this.tables.advice(expression).orElse(null));
	}

	private Check ofOneRow(String name, Expression expression) {
		String ofOneRow = name + ".of_one_row";
		ExpressionFunction function = (expression.lookup() != null) ? lookup(ofOneRow, expression).ofOneRow()
				: ExpressionFunction.ofOneRow("pg_temp", Identifier.truncatedWithHash(ofOneRow), expression,
						this.scope.tables());
		return check(", which is computed row by row", function, expression,
				"To read other rows, use a subquery: (SELECT max(...) FROM ...).");
	}

	private static Check check(String what, ExpressionFunction function, Expression expression,
			@Nullable String advice) {
		return new Check(expression.what() + what, function.sql(), function.expressionOffset(), expression.source(),
				advice, null);
	}

	/** Returns the functions of a group, as written in SQL. */
	public List<String> of(Group group) {
		return concat(group.ups(), group.downs()).stream()
			.map((derivation) -> Scope.ours(Objects.requireNonNull(this.derivations.get(derivation))))
			.toList();
	}

	/** Returns a call that computes a derivation. */
	public String call(Derivation derivation, Function<ColumnDraft, String> value) {
		return call(this.derivations.get(derivation), derivation.expression(), value);
	}

	/**
	 * Returns the value of a column in a row. A value between two replacements is
	 * computed.
	 * @param direction which version's row it is: up for the older one
	 * @param field returns the value of a column that is in the table
	 */
	public String value(Direction direction, ColumnDraft column, Function<ColumnDraft, String> field) {
		return computed(direction, column)
			.map((derivation) -> call(derivation, (read) -> value(direction, read, field)))
			.orElseGet(() -> field.apply(column));
	}

	/** Returns the columns of the table that the value of a column depends on. */
	public Stream<ColumnDraft> basis(Direction direction, ColumnDraft column) {
		return computed(direction, column)
			.map((derivation) -> derivation.expression().columns().stream().flatMap((read) -> basis(direction, read)))
			.orElseGet(() -> Stream.of(column).filter(ColumnDraft::isPhysical));
	}

	private Optional<Derivation> computed(Direction direction, ColumnDraft column) {
		Stream<Derivation> all = column.isPhysical() ? Stream.empty() : this.derivations.keySet().stream();
		return all.filter((one) -> one.target() == column && one.direction() == direction).findFirst();
	}

	/** Returns a call that evaluates a check constraint. */
	public String call(Demand demand, Function<ColumnDraft, String> value) {
		Expression check = demand.check();
		if (check == null) {
			throw new IllegalArgumentException("A not-null demand has no function");
		}
		return call(this.checks.get(demand), check, value);
	}

	private String call(@Nullable String name, Expression expression, Function<ColumnDraft, String> value) {
		if (name == null) {
			throw new IllegalArgumentException("No function was made for " + expression.what());
		}
		return this.schema + "." + Identifier.quote(name) + "("
				+ expression.columns().stream().map(value).collect(Collectors.joining(", ")) + ")";
	}

	public static String dropFunction(String name) {
		return "DROP FUNCTION IF EXISTS " + Scope.ours(name);
	}

	Scope scope() {
		return this.scope;
	}

	private record Definition(String name, String type, Expression expression, boolean late) {

		ExpressionFunction function(String schema, Scope scope) {
			Lookup lookup = this.expression.lookup();
			if (lookup == null) {
				return ExpressionFunction.create(schema, this.name, this.type, this.expression, scope.tables());
			}
			return new LookupFunction(schema, this.name, this.expression, scope.tables()).create(this.type,
					(column) -> found(column, lookup, scope));
		}

		private static String found(ColumnDraft column, Lookup lookup, Scope scope) {
			return (lookup.table() instanceof SharedTable other && !column.isPhysical())
					? new SyncFunctions(scope, other, Group.of(other)).value(Direction.DOWN, column,
							(read) -> Identifier.quote(read.physicalName()))
					: Identifier.quote(column.physicalName());
		}

	}

}
