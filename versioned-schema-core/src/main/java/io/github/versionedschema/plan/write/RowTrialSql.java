package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.RowTrial;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.rule.Demand;
import io.github.versionedschema.plan.sync.ComputedValues;
import io.github.versionedschema.plan.sync.FillSql;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.plan.sync.TrialFunctions;
import io.github.versionedschema.plan.table.RowKey;
import io.github.versionedschema.plan.table.RowsOfSql;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes row trials, which compute the new values of a table's rows before the columns
 * exist, and check them against the newer version's constraints: not-null and check
 * constraints, including check constraints of replaced columns. Only constraints on
 * single rows are checked.
 */
final class RowTrialSql {

	private static final String NAME = "versioned_schema_row_trial";

	private final TableWork work;

	private final boolean beforeTablesExist;

	private final List<Derivation> ups;

	private final Set<ColumnDraft> computed;

	private final List<ColumnDraft> read = new ArrayList<>();

	private final List<Demand> demands;

	private final List<Constraint> checks;

	private final SyncFunctions functions;

	/**
	 * Creates an instance.
	 * @param work the table
	 * @param beforeTablesExist whether expressions may read tables that the chain creates
	 */
	RowTrialSql(TableWork work, boolean beforeTablesExist) {
		this.work = work;
		this.beforeTablesExist = beforeTablesExist;
		List<Group> groups = work.groups().stream().filter((group) -> !group.upTargets().isEmpty()).toList();
		this.ups = groups.stream().flatMap((group) -> group.ups().stream()).toList();
		this.computed = this.ups.stream().map(Derivation::target).collect(Collectors.toSet());
		this.demands = work.table().demands().stream().filter((demand) -> isKnown(demand.columns())).toList();
		this.checks = work.copiedChecks()
			.stream()
			.filter((check) -> check.validated() && check.expression() != null)
			.filter((check) -> isKnown(columns(check)))
			.toList();
		Stream
			.of(groups.stream().flatMap((group) -> TrialFunctions.read(group).stream()),
					this.demands.stream().flatMap((demand) -> demand.columns().stream()),
					this.checks.stream().flatMap((check) -> columns(check).stream()))
			.flatMap((columns) -> columns)
			.filter((column) -> !this.computed.contains(column))
			.distinct()
			.forEach(this.read::add);
		this.functions = SyncFunctions.temporary(work.scope(), work.table(), work.groups());
	}

	/**
	 * Returns whether values are computed by an {@code up}, and all others are already in
	 * the table.
	 */
	private boolean isKnown(List<ColumnDraft> columns) {
		return columns.stream().anyMatch(this.computed::contains)
				&& columns.stream().allMatch((column) -> this.computed.contains(column) || column.source() != null);
	}

	private List<ColumnDraft> columns(Constraint check) {
		return check.columns().stream().map(this.work.indexes()::column).toList();
	}

	/**
	 * Returns the trial, if there are values to compute from existing columns, and no
	 * user SQL may change the rows before.
	 * @param preparation the user SQL to run before
	 */
	Optional<RowTrial> write(List<String> preparation) {
		if (this.ups.isEmpty() || this.read.stream().anyMatch((column) -> column.source() == null) || this.ups.stream()
			.anyMatch((up) -> RowsOfSql.mayChangeBefore(up.expression().source(), this.work.table()))) {
			return Optional.empty();
		}
		List<String> statements = new ArrayList<>(this.functions.createTemporary());
		statements.add(function());
		String call = this.read.stream().map(FillSql::ofRow).collect(Collectors.joining(", ", "(", ")"));
		return Optional.of(new RowTrial(this.work.scope().base(), this.work.table().physicalName(), preparation,
				statements, new Action.RowProblem("pg_temp." + NAME + call, RowKey.of(this.work.table().source())),
				this.ups.get(0).expression().source()));
	}

	private String function() {
		ComputedValues values = new ComputedValues("", this.functions,
				(column) -> TrialFunctions.argument(this.read.indexOf(column)));
		String arguments = IntStream.range(0, this.read.size())
			.mapToObj((index) -> TrialFunctions.argument(index) + " " + this.read.get(index).type())
			.collect(Collectors.joining(", "));
		String statements = values.compute(this.ups, true, () -> conditions(values) + "\tRETURN NULL;\n");
		return TrialFunctions.create("pg_temp." + NAME, arguments, this.work.scope(), this.beforeTablesExist
				? TrialFunctions.bodyBeforeTablesExist(statements) : TrialFunctions.body(statements));
	}

	private String conditions(ComputedValues values) {
		List<String> conditions = new ArrayList<>();
		Stream
			.concat(this.work.strictColumns().stream(),
					this.demands.stream().map(Demand::column).filter(Objects::nonNull))
			.filter(this.computed::contains)
			.distinct()
			.forEach((column) -> conditions.add(refusal(values.of(column) + " IS NULL",
					"the new value of %s is null, which it must not be".formatted(column.requiredName()))));
		this.demands.stream()
			.filter((demand) -> demand.check() != null)
			.forEach((demand) -> conditions.add(refusal("(" + this.functions.call(demand, values::of) + ") IS FALSE",
					"the new values violate the check " + demand.name())));
		this.checks.forEach((check) -> conditions.add(refusal(
				"(" + this.work.indexes()
					.newer(Objects.requireNonNull(check.expression()))
					.over(this.work.indexes().names(values::of)) + ") IS FALSE",
				"the new values violate the check " + check.name())));
		return String.join("", conditions);
	}

	private static String refusal(String condition, String problem) {
		return "\tIF %s THEN\n\t\tRETURN %s;\n\tEND IF;\n".formatted(condition, Identifier.literal(problem));
	}

}
