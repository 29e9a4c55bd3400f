package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.sync.Rows;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Index;

/**
 * A unique key or exclusion constraint on computed values. Names in its SQL are looked up
 * on the search path of a function, where {@code pg_catalog} comes first.
 *
 * @param columns the columns that it reads
 * @param plain those that are parts of it, outside of expressions
 * @param nullsNotDistinct whether rows with nulls can violate it
 * @param operators the operators that no two rows satisfy, or none for equality
 * @param values returns the key expressions for a row variable
 * @param applies returns the condition of the index for a row variable
 */
record ComputedKey(Collection<ColumnDraft> columns, Collection<ColumnDraft> plain, boolean nullsNotDistinct,
		List<String> operators, Function<String, List<String>> values, Function<String, String> applies) {

	/** Returns the key of the copy of an index. */
	static ComputedKey copied(TableWork work, Index index) {
		List<ColumnDraft> columns = index.columns().stream().map(work.indexes()::column).toList();
		List<String> operators = index.keys()
			.stream()
			.flatMap((key) -> Stream.ofNullable(key.exclusionOperator()))
			.toList();
		List<ColumnDraft> plain = index.keys()
			.stream()
			.filter((part) -> part.column() != 0)
			.map((part) -> work.indexes().column(part.column()))
			.toList();
		return new ComputedKey(columns, plain, index.nullsNotDistinct(), operators,
				(row) -> index.keys()
					.stream()
					.map((part) -> (part.column() == 0) ? "(" + over(work, part.expression(), row) + ")"
							: Rows.field(row, work.indexes().column(part.column())))
					.toList(),
				(row) -> (index.predicate() != null) ? "(" + over(work, index.predicate(), row) + ")" : "true");
	}

	private static String over(TableWork work, String expression, String row) {
		Map<String, String> fields = new HashMap<>();
		for (Column column : work.table().source().columns()) {
			if (work.indexes().names(ColumnDraft::physicalName).containsKey(column.name())) {
				fields.put(column.name(), Rows.field(row, work.indexes().column(column.number())));
			}
		}
		return work.indexes().newer(expression).over(fields);
	}

	/** Returns the key of an index that the newer version adds. */
	static ComputedKey added(NewIndex index) {
		List<ColumnDraft> columns = index.keyColumns();
		return new ComputedKey(columns, columns, index.nullsNotDistinct(), List.of(),
				(row) -> columns.stream().map((column) -> Rows.field(row, column)).toList(), (row) -> "true");
	}

	/** Returns whether a row may have the key without values of some columns. */
	boolean bindsWithout(Collection<ColumnDraft> values) {
		return this.nullsNotDistinct || this.plain.stream().noneMatch(values::contains);
	}

	/** Returns the condition that the new row has the key. */
	String given() {
		List<String> given = new ArrayList<>();
		if (!this.nullsNotDistinct) {
			this.values.apply("NEW").forEach((value) -> given.add(value + " IS NOT NULL"));
		}
		given.add(this.applies.apply("NEW"));
		return String.join(" AND ", given);
	}

	/** Returns the condition that a row {@code _vs_row} has the key of the new row. */
	String taken() {
		List<String> values = this.values.apply("NEW");
		List<String> stored = this.values.apply("_vs_row");
		List<String> same = new ArrayList<>();
		for (int index = 0; index < values.size(); index++) {
			String equal = this.operators.isEmpty() ? "%s IN (%s)".formatted(stored.get(index), values.get(index))
					: "%s %s %s".formatted(stored.get(index), this.operators.get(index), values.get(index));
			same.add(this.nullsNotDistinct
					? "(%s OR (%s IS NULL AND %s IS NULL))".formatted(equal, stored.get(index), values.get(index))
					: equal);
		}
		same.add(this.applies.apply("_vs_row"));
		return String.join(" AND ", same);
	}

	/**
	 * Returns a hash of the key of the new row. Different values can exclude each other,
	 * so all writes count as the same there.
	 */
	String hash() {
		return "pg_catalog.hash_record(ROW('guard'::text, %s))"
			.formatted(this.operators.isEmpty() ? String.join(", ", this.values.apply("NEW")) : "NULL::text");
	}

}
