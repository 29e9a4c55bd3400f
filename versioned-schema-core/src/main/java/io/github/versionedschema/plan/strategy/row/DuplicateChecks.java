package io.github.versionedschema.plan.strategy.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.sync.PhysicalColumns;
import io.github.versionedschema.plan.table.IndexBuild;
import io.github.versionedschema.plan.table.RowsOfSql;
import io.github.versionedschema.plan.table.SampleColumns;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Creates checks that find rows which a new unique key would reject, before anything
 * changes. This is possible only for values that are already known: existing columns and
 * constants.
 */
public final class DuplicateChecks {

	private final TableWork work;

	public DuplicateChecks(TableWork work) {
		this.work = work;
	}

	public void write(Steps steps) {
		for (NewIndex index : this.work.table().newIndexes()) {
			List<ColumnDraft> keys = index.keyColumns();
			boolean known = keys.stream().allMatch((key) -> key.isShared() || isConstant(key))
					&& !IndexBuild.isDeferred(index)
					&& index.expressions()
						.stream()
						.flatMap((expression) -> expression.columns().stream())
						.allMatch(ColumnDraft::isShared);
			if (index.unique() && known) {
				write(steps, phaseOfCount(index), "check.", index,
						index.keys().stream().flatMap(DuplicateChecks::known).toList(), index.predicate(),
						this.work.sqlName());
			}
			List<ColumnDraft> nullable = keys.stream()
				.filter((key) -> key.source() != null && key.isShared() && !key.source().notNull())
				.toList();
			if (index.isPrimary() && !nullable.isEmpty()) {
				writeNulls(steps, index, SampleColumns.physical(nullable));
			}
		}
	}

	/**
	 * Writes the steps for unique indexes that are built only after contract, where
	 * duplicates could not be corrected by the version that allows them.
	 * @param phase when the rows are counted
	 */
	public void writeLate(Steps steps, Phase phase) {
		this.work.table()
			.newIndexes()
			.stream()
			.filter((index) -> index.unique() && IndexBuild.isDeferred(index))
			.forEach((index) -> write(steps, phase, phase.name().toLowerCase(Locale.ROOT) + ".", index,
					index.keys().stream().map(DuplicateChecks::ofNewer).toList(), index.predicate(), newerRows(index)));
	}

	private static String ofNewer(NewIndex.Key key) {
		return (key.expression() != null) ? "(\n" + key.expression().sql() + "\n)" : shown(key);
	}

	/** Returns the rows with the names that the expressions of an index use. */
	private String newerRows(NewIndex index) {
		Map<String, String> columns = new LinkedHashMap<>();
		index.expressions()
			.stream()
			.flatMap((expression) -> expression.arguments().stream())
			.forEach((argument) -> columns.put(argument.name(), argument.column().physicalName()));
		index.keyColumns().forEach((column) -> columns.putIfAbsent(column.requiredName(), column.physicalName()));
		return columns.entrySet()
			.stream()
			.map((entry) -> Identifier.quote(entry.getValue()) + " AS " + Identifier.quote(entry.getKey()))
			.collect(Collectors.joining(", ", "(SELECT ", " FROM %s) AS %s".formatted(this.work.sqlName(),
					Identifier.quote(this.work.table().requiredName()))));
	}

	private Phase phaseOfCount(NewIndex index) {
		return RowsOfSql.phaseOfCount(index.source(), index.expressions().stream().map(Expression::sql).toList(),
				this.work.table());
	}

	/** Otherwise only complete would find them. */
	private void writeNulls(Steps steps, NewIndex index, List<String> columns) {
		String from = "FROM %s WHERE %s".formatted(this.work.sqlName(),
				columns.stream()
					.map((column) -> Identifier.quote(column) + " IS NULL")
					.collect(Collectors.joining(" OR ")));
		steps
			.add("check." + this.work.name() + "." + index.name() + ".null", phaseOfCount(index),
					"look for rows without a column of " + index.name())
			.on(this.work.name())
			.scanning()
			.from(List.of(index.source().toString()))
			.runs(new Action.Count(index.name(),
					"rows of %s have a null in %s, which the primary key %s forbids".formatted(this.work.name(),
							columns.stream().map(Identifier::quote).collect(Collectors.joining(", ")), index.name()),
					"SELECT count(*) " + from,
					"SELECT %s %s LIMIT 5".formatted(SampleColumns.of("", this.work.table().source(), columns), from)));
	}

	/** Returns what distinguishes rows; a constant does not. */
	private static Stream<String> known(NewIndex.Key key) {
		if (key.expression() != null) {
			return Stream.of("(\n" + key.expression().sql() + "\n)");
		}
		return Stream.ofNullable(key.column())
			.filter(ColumnDraft::isShared)
			.map((column) -> Identifier.quote(column.physicalName()));
	}

	private static String shown(NewIndex.Key key) {
		return (key.expression() != null) ? key.expression().sql()
				: Identifier.quote(Objects.requireNonNull(key.column()).requiredName());
	}

	private static boolean isConstant(ColumnDraft column) {
		return column.isNewOnly() && PhysicalColumns.hasPhysicalDefault(column)
				&& column.filling().hasConstantFirstDefault()
				&& !"null".equalsIgnoreCase(column.filling().firstDefaultSql());
	}

	private void write(Steps steps, Phase phase, String id, NewIndex index, List<String> keys,
			@Nullable Expression predicate, String from) {
		List<String> conditions = new ArrayList<>();
		if (!index.nullsNotDistinct()) {
			keys.forEach((key) -> conditions.add(key + " IS NOT NULL"));
		}
		if (predicate != null) {
			conditions.add("(\n" + predicate.sql() + "\n)");
		}
		String listed = String.join(", ", keys);
		String duplicates = "SELECT %s FROM %s%s%s HAVING count(*) > 1".formatted(
				(keys.isEmpty() ? "" : listed + ", ") + "count(*) AS rows", from,
				conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions),
				keys.isEmpty() ? "" : " GROUP BY " + listed);
		steps.add(id + this.work.name() + "." + index.name(), phase, "look for duplicates of " + index.name())
			.on(this.work.name())
			.scanning()
			.from(List.of(index.source().toString()))
			.runs(new Action.Count(index.name(),
					"rows of %s have the same %s, which %s forbids".formatted(this.work.name(),
							index.keys().stream().map(DuplicateChecks::shown).collect(Collectors.joining(", ")),
							index.name()),
					"SELECT coalesce(sum(rows), 0) FROM (" + duplicates + ") AS duplicates", duplicates + " LIMIT 5"));
	}

}
