package io.github.versionedschema.plan.write;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.Deparsed;
import io.github.versionedschema.plan.sync.PhysicalColumns;
import io.github.versionedschema.plan.table.ViewSql;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Column.DefaultVolatility;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table as the newer version of a chain sees them.
 */
final class NewerColumns {

	private final Table physical;

	private final List<Column> columns;

	/** The newer version's names by the names in the database. */
	private final Map<String, String> names = new HashMap<>();

	/**
	 * Creates the columns.
	 * @param draft the table in the chain
	 * @param physical the table in the database
	 */
	NewerColumns(SharedTable draft, Table physical) {
		this.physical = physical;
		draft.visibleColumns().forEach((column) -> this.names.put(column.physicalName(), column.requiredName()));
		this.columns = draft.visibleColumns().stream().flatMap((column) -> column(column).stream()).toList();
	}

	/** Returns the columns, in the order of the table after complete. */
	List<Column> list() {
		return this.columns;
	}

	Set<Integer> numbers() {
		return this.columns.stream().map(Column::number).collect(Collectors.toSet());
	}

	/** Returns the names in the database of columns that the version does not see. */
	List<String> hidden() {
		Set<Integer> numbers = numbers();
		return this.physical.columns()
			.stream()
			.filter((column) -> !numbers.contains(column.number()))
			.map(Column::name)
			.toList();
	}

	/** Returns the columns of which the version has another default than the table. */
	Set<Integer> lateDefaults() {
		return this.columns.stream()
			.filter((column) -> this.physical.column(column.number())
				.filter((now) -> !Objects.equals(now.defaultExpression(), column.defaultExpression()))
				.isPresent())
			.map(Column::number)
			.collect(Collectors.toSet());
	}

	/** Returns the columns that are NOT NULL in the version and not in the table. */
	Set<Integer> lateNotNulls() {
		return this.columns.stream()
			.filter((column) -> column.notNull()
					&& this.physical.column(column.number()).filter((now) -> !now.notNull()).isPresent())
			.map(Column::number)
			.collect(Collectors.toSet());
	}

	private Optional<Column> column(ColumnDraft seen) {
		return this.physical.columns()
			.stream()
			.filter((column) -> column.name().equals(seen.physicalName()))
			.findFirst()
			.map((column) -> column(seen, column));
	}

	private Column column(ColumnDraft seen, Column column) {
		boolean asTable = !seen.isShared() && !seen.filling().isIdentity() && PhysicalColumns.hasPhysicalDefault(seen)
				&& !seen.filling().defaultChanged();
		String defaultSql = asTable ? column.defaultExpression() : defaultSql(seen, column);
		return new Column(column.number(), seen.requiredName(), column.type(), column.baseType(), column.typeKind(),
				seen.notNull(), column.notNullConstraint(), defaultSql,
				asTable ? column.defaultVolatility() : volatility(seen, defaultSql), column.identity(),
				column.generation(),
				(column.generationExpression() != null) ? seen(column.generationExpression()) : null,
				column.collation(), column.storage(), column.compression(), column.statisticsTarget(), column.options(),
				seen.comment(), column.grants(), column.inherited(), column.ownedSequences(), column.name());
	}

	/**
	 * Without a default of its own, the table's would apply to the version's view. That
	 * of a future identity should: its sequence is replaced when the older version goes,
	 * and a view's default would keep the former one.
	 */
	private static @Nullable String defaultSql(ColumnDraft seen, Column column) {
		if (seen.filling().isIdentity()) {
			return null;
		}
		String own = seen.filling().defaultSql();
		return (own == null && column.defaultExpression() != null) ? ViewSql.noDefault(seen.type()) : own;
	}

	private static DefaultVolatility volatility(ColumnDraft seen, @Nullable String defaultSql) {
		Column ancestor = seen.ancestor();
		if (defaultSql == null) {
			return DefaultVolatility.NONE;
		}
		if (ancestor != null && !seen.filling().defaultChanged()) {
			return ancestor.defaultVolatility();
		}
		return seen.filling().hasConstantDefault() ? DefaultVolatility.STABLE : DefaultVolatility.VOLATILE;
	}

	/** Returns an expression that PostgreSQL printed, with the version's names. */
	String seen(String expression) {
		Map<String, String> quoted = new HashMap<>();
		this.names.forEach((name, seen) -> quoted.put(name, Identifier.quote(seen)));
		return new Deparsed(expression).over(quoted);
	}

	/** Returns the number of a column, if it is in the database. */
	Optional<Integer> number(ColumnDraft column) {
		return this.columns.stream()
			.filter((seen) -> seen.physicalName().equals(Objects.requireNonNull(column.physicalName())))
			.map(Column::number)
			.findFirst();
	}

}
