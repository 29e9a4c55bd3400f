package io.github.versionedschema.plan.draft.rule;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.versionedschema.migration.model.IndexField;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.schema.Index;
import org.jspecify.annotations.Nullable;

/**
 * An index that a migration adds.
 *
 * @param name its name
 * @param waitingName its name until complete, if another index has the final name until
 * then
 * @param unique whether it is unique
 * @param constraint the constraint of the same name whose index it becomes, or null
 * @param method the access method, or null for the server's default
 * @param keys its columns with their options
 * @param predicate the condition of a partial index on the newer version's columns, or
 * null
 * @param storageParameters the parameters of {@code WITH (…)}, or null
 * @param source the operation
 */
public record NewIndex(String name, String waitingName, boolean unique, @Nullable NewKey constraint,
		@Nullable String method, List<Key> keys, @Nullable Expression predicate, @Nullable String storageParameters,
		Source source) {

	/** A condition that is true for all values other than null. */
	private static final Pattern NOT_NULL = Pattern.compile("\\s*\\(*\\s*\\S+\\s+is\\s+not\\s+null\\s*\\)*\\s*",
			Pattern.CASE_INSENSITIVE);

	public NewIndex {
		keys = List.copyOf(keys);
	}

	/** Creates an index that has its final name from the beginning. */
	public NewIndex(String name, boolean unique, @Nullable NewKey constraint, @Nullable String method, List<Key> keys,
			@Nullable Expression predicate, @Nullable String storageParameters, Source source) {
		this(name, name, unique, constraint, method, keys, predicate, storageParameters, source);
	}

	/** Returns the columns that it reads. */
	public List<ColumnDraft> columns() {
		Stream<ColumnDraft> read = expressions().stream().flatMap((expression) -> expression.columns().stream());
		Stream<ColumnDraft> included = (this.constraint != null) ? this.constraint.included().stream() : Stream.empty();
		return Stream.concat(Stream.concat(keyColumns().stream(), included), read).distinct().toList();
	}

	/** Returns its key columns, without its expressions. */
	public List<ColumnDraft> keyColumns() {
		return this.keys.stream().flatMap((key) -> Stream.ofNullable(key.column())).toList();
	}

	/** Returns its expressions and its condition. */
	public List<Expression> expressions() {
		return Stream
			.concat(this.keys.stream().flatMap((key) -> Stream.ofNullable(key.expression())),
					Stream.ofNullable(this.predicate))
			.toList();
	}

	/** Returns whether it has an expression as a key. */
	public boolean hasExpression() {
		return this.keys.stream().anyMatch((key) -> key.expression() != null);
	}

	/** Returns whether it is unique on its key columns, whatever the row. */
	public boolean isUniqueOnColumns() {
		return this.unique && expressions().isEmpty();
	}

	/** Returns whether it is the index of a constraint. */
	public boolean isConstraint() {
		return this.constraint != null;
	}

	/** Returns whether it is the index of the primary key. */
	public boolean isPrimary() {
		return this.constraint != null && this.constraint.primary();
	}

	/** Returns whether it is unique on exactly these columns, whatever the row. */
	public boolean isUniqueOn(Set<ColumnDraft> columns) {
		return isUniqueOnColumns() && columns.equals(Set.copyOf(keyColumns()));
	}

	/** Returns whether it finds all rows with certain values of these columns. */
	public boolean finds(Set<ColumnDraft> columns) {
		List<ColumnDraft> leading = this.keys.stream().limit(columns.size()).map(Key::column).toList();
		return Index.isOrderedOrHash(this.method) && leading.size() == columns.size() && columns.containsAll(leading)
				&& leading.containsAll(columns)
				&& (this.predicate == null || (columns.containsAll(this.predicate.columns())
						&& NOT_NULL.matcher(this.predicate.sql()).matches()));
	}

	/** Returns whether two nulls count as equal. */
	public boolean nullsNotDistinct() {
		return this.constraint != null && this.constraint.nullsNotDistinct();
	}

	/** Returns whether it is checked at once. */
	public boolean immediate() {
		return this.constraint == null || !this.constraint.deferrable();
	}

	/** Returns a copy of this index with another name until complete. */
	public NewIndex waitingName(String waitingName) {
		return new NewIndex(this.name, waitingName, this.unique, this.constraint, this.method, this.keys,
				this.predicate, this.storageParameters, this.source);
	}

	/** Returns a copy of this index with another name. */
	public NewIndex named(String other) {
		return new NewIndex(other, this.waitingName, this.unique, this.constraint, this.method, this.keys,
				this.predicate, this.storageParameters, this.source);
	}

	/** Returns a copy of this index on the replacement of a column. */
	public NewIndex moved(ColumnDraft column, ColumnDraft replacement) {
		List<Key> moved = this.keys.stream().map((key) -> key.moved(column, replacement)).toList();
		return new NewIndex(this.name, this.waitingName, this.unique,
				(this.constraint != null) ? this.constraint.moved(column, replacement) : null, this.method, moved,
				(this.predicate != null) ? this.predicate.moved(column, replacement) : null, this.storageParameters,
				this.source);
	}

	/**
	 * A key: a column or an expression.
	 *
	 * @param column the column, or null
	 * @param expression the expression on the newer version's columns, or null
	 * @param options its collation, order and operator class
	 */
	public record Key(@Nullable ColumnDraft column, @Nullable Expression expression, IndexField options) {

		/** Creates a key column without options. */
		public Key(ColumnDraft column) {
			this(column, null, new IndexField(column.requiredName(), null, null, null, null, null));
		}

		private Key moved(ColumnDraft replaced, ColumnDraft replacement) {
			return new Key((this.column == replaced) ? replacement : this.column,
					(this.expression != null) ? this.expression.moved(replaced, replacement) : null, this.options);
		}

	}

}
