package io.github.versionedschema.plan.strategy.row;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.sync.Deparsed;
import io.github.versionedschema.plan.table.SampleColumns;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Partition;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Creates checks for rows that violate a constraint which was never validated. PostgreSQL
 * rejects every update of such rows, including the backfill's. They are reported before
 * anything changes.
 */
public final class UnvalidatedRules {

	private final TableWork work;

	public UnvalidatedRules(TableWork work) {
		this.work = work;
	}

	public void write(Steps steps) {
		if (this.work.fill().columns().isEmpty()) {
			return;
		}
		Table table = this.work.table().source();
		write(steps, table);
		for (Partition partition : table.partitions()) {
			if (partition.schema().equals(this.work.scope().base())) {
				this.work.schema().catalogue().table(partition.name()).ifPresent((own) -> write(steps, own));
			}
		}
	}

	private void write(Steps steps, Table table) {
		Stream<Constraint> rules = table.constraints()
			.stream()
			.filter((rule) -> !rule.validated() && rule.enforced() && !rule.inherited());
		rules.forEach((rule) -> {
			String violated = violated(table, rule);
			if (violated != null) {
				String from = "FROM %s WHERE %s".formatted(this.work.scope().table(table.physicalName()), violated);
				steps
					.add("check." + table.name() + "." + rule.name(), Phase.CHECK,
							"look for rows that violate " + rule.name())
					.on(table.name())
					.scanning()
					.from(this.work.table().origin())
					.runs(new Action.Count(rule.name(),
							"rows of %s violate %s, which is NOT VALID: PostgreSQL refuses every update of them, and so they cannot be filled"
								.formatted(table.name(), rule.name()),
							"SELECT count(*) " + from,
							"SELECT " + SampleColumns.of("", table, SampleColumns.names(table, rule)) + " " + from
									+ " LIMIT 5"));
			}
		});
	}

	private static @Nullable String violated(Table table, Constraint rule) {
		return switch (rule.type()) {
			case CHECK ->
				"(" + new Deparsed(Objects.requireNonNull(rule.expression())).over(physical(table)) + ") IS FALSE";
			case NOT_NULL -> table.column(rule.columns().get(0))
				.map((column) -> Identifier.quote(column.physicalName()) + " IS NULL")
				.orElse(null);
			default -> null;
		};
	}

	/** While a version has other names than the table, its checks are read with them. */
	private static Map<String, String> physical(Table table) {
		return table.columns()
			.stream()
			.filter((column) -> !column.name().equals(column.physicalName()))
			.collect(Collectors.toMap(Column::name, (column) -> Identifier.quote(column.physicalName())));
	}

}
