package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.NamedDraft;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.text.OwnColumns;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table in the draft, as the earlier operations left them. They are
 * found by their names in the newer version, also by the names in expressions.
 */
abstract sealed class TableShape extends NamedDraft permits TableDraft {

	private final List<ColumnDraft> columns = new ArrayList<>();

	private final Set<String> missed = new HashSet<>();

	private final Set<String> left = new HashSet<>();

	TableShape(String name, String physicalName, @Nullable Source operation) {
		super(name, physicalName, operation);
	}

	/** Returns the schema that it is in. */
	public abstract SchemaDraft schema();

	/**
	 * Returns all existing, new and intermediate columns: the old columns first, in table
	 * order.
	 */
	public List<ColumnDraft> columns() {
		return Collections.unmodifiableList(this.columns);
	}

	/**
	 * Returns the columns of the newer version, in the table order after complete.
	 */
	public List<ColumnDraft> visibleColumns() {
		return this.columns.stream().filter((column) -> column.name() != null).toList();
	}

	/** Returns the column with this name in the newer version. */
	public Optional<ColumnDraft> find(String column) {
		return this.columns.stream().filter((candidate) -> column.equals(candidate.name())).findFirst();
	}

	/**
	 * Returns the operation that renames or removes an existing column, which may be
	 * later than the one that replaces it.
	 */
	public @Nullable Source lastNamedBy(ColumnDraft existing) {
		return visibleColumns().stream()
			.filter((column) -> existing.source() != null && existing.source().equals(column.ancestor()))
			.findFirst()
			.orElse(existing)
			.namedBy();
	}

	/**
	 * Returns the column with this name in the newer version.
	 * @throws Rejection if there is none
	 */
	public ColumnDraft column(String column) {
		if (this.missed.contains(column)) {
			throw Rejection.consequence();
		}
		return find(column).orElseThrow(
				() -> new Rejection("Table %s has no column %s.".formatted(Names.shown(name()), Names.shown(column)),
						Names.suggestion(column, visibleColumns().stream().map(ColumnDraft::requiredName).toList())));
	}

	/** Returns the columns under their current names, as expressions use them. */
	List<Argument> shape() {
		return visibleColumns().stream().map((column) -> new Argument(column.requiredName(), column)).toList();
	}

	/** Binds an expression to the current columns. */
	public Expression bind(String sql, String what, Source source) {
		return Expression.bind(sql, shape(), requiredName(), what, source);
	}

	/** Returns the expression whose value is that of a current column. */
	Expression bindColumn(String column, String what, Source source) {
		return bind(Identifier.quote(column), what, source);
	}

	/**
	 * Returns the columns that indexes, checks and generated columns may read.
	 * @param added a column that is about to be added, if any
	 */
	public final OwnColumns ownColumns(String... added) {
		return new OwnColumns(schema().catalogue().schema(), requiredName(),
				Stream.concat(visibleColumns().stream().map(ColumnDraft::requiredName), Stream.of(added))
					.collect(Collectors.toSet()));
	}

	/** Refuses a column name that the newer version already uses or that is reserved. */
	void requireFree(String column) {
		if (find(column).isPresent() && this.left.contains(column)) {
			throw Rejection.consequence();
		}
		if (find(column).isPresent()) {
			throw new Rejection("Table %s already has a column %s.".formatted(Names.shown(name()), Names.shown(column)),
					"Choose another name, or drop or rename the other column first.");
		}
		Names.requireUsableForColumn(column);
	}

	/** Moves a column behind those that it is computed from. */
	final void addLast(ColumnDraft column) {
		this.columns.remove(column);
		this.columns.add(column);
	}

	/** Adds a column behind the others. */
	void add(ColumnDraft column) {
		this.columns.add(column);
	}

	/** Marks the names that a column has, and would have after a rejected operation. */
	final void notRenamed(String from, String to) {
		this.left.add(from);
		this.missed.add(to);
	}

	/**
	 * Returns whether an index of the newer version finds the rows with certain values of
	 * these columns, as far as operations tell.
	 */
	public abstract boolean isIndexed(Set<ColumnDraft> columns);

}
