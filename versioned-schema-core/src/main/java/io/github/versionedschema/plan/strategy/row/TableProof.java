package io.github.versionedschema.plan.strategy.row;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.FillSql;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.table.KeyGuards;
import io.github.versionedschema.plan.table.Rule;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the last checks of a table's rows before the newer version is published, as old
 * clients also write after the backfill. Values that an {@code up} computes must satisfy
 * the newer version's constraints. Constraints on columns that both versions share apply
 * only to writes of the newer version until complete, which counts rows that violate
 * them.
 */
public final class TableProof {

	private final TableWork work;

	private final FillTrial trial;

	private final Map<Group, String> unlimited;

	private final Set<ColumnDraft> computed;

	public TableProof(TableWork work, List<KeyGuards.Reference> references) {
		this.work = work;
		this.trial = new FillTrial(work, references);
		this.unlimited = new KeyGuards(work, references).unlimitedTests();
		this.computed = work.groups()
			.stream()
			.flatMap((group) -> group.upTargets().stream())
			.collect(Collectors.toSet());
	}

	public void write(Steps steps) {
		this.work.groups()
			.stream()
			.filter((group) -> !group.upTargets().isEmpty())
			.forEach((group) -> writeFill(steps, group));
		Rule.of(this.work).forEach((rule) -> {
			List<ColumnDraft> columns = (rule.check() != null) ? rule.check().columns()
					: Stream.ofNullable(rule.column()).toList();
			writeCount(steps, rule.name(), rule.shown(), columns, rule.violated(), rule.message());
		});
		CopiedCheck.of(this.work)
			.forEach((copy) -> writeCount(steps, copy.name(), copy.name(),
					copy.check().columns().stream().map(this.work.indexes()::column).toList(), copy.violated(),
					copy.message()));
	}

	private void writeFill(Steps steps, Group group) {
		FillSql fill = this.work.fill();
		List<String> columns = group.upTargets().stream().map(ColumnDraft::physicalName).toList();
		steps
			.add("prove.%s.%d".formatted(this.work.name(), group.number()), Phase.PROVE,
					"look for rows of %s without %s".formatted(this.work.name(), String.join(", ", columns)))
			.on(this.work.name())
			.scanning()
			.from(this.work.table().origin())
			.runs(new Action.Backfill(this.work.scope().base(), this.work.table().physicalName(),
					fill.assignments(group), null, columns, fill.missing(group), this.trial.of(group))
				.withUnlimited(unlimited(group)));
	}

	private Action.@Nullable Transaction unlimited(Group group) {
		String tests = this.unlimited.get(group);
		return (tests == null) ? null
				: new Action.Transaction(this.work.sync().functions().guard(Map.of(group, tests)));
	}

	private void writeCount(Steps steps, String id, String rule, List<ColumnDraft> columns, String violated,
			String message) {
		if (columns.stream().noneMatch(this.computed::contains)) {
			return;
		}
		String from = "FROM %s WHERE %s".formatted(this.work.sqlName(), violated);
		String shown = Stream
			.of(this.work.table().source().rowKey().stream().map(Column::physicalName).toList(),
					columns.stream().map(ColumnDraft::physicalName).toList())
			.flatMap(Collection::stream)
			.distinct()
			.map(Identifier::quote)
			.collect(Collectors.joining(", "));
		steps.add("prove." + this.work.name() + "." + id, Phase.PROVE, "look for rows that violate " + rule)
			.on(this.work.name())
			.scanning()
			.from(this.work.table().origin())
			.runs(new Action.Count(rule, message, "SELECT count(*) " + from,
					"SELECT %s %s LIMIT 5".formatted(shown, from)));
	}

}
