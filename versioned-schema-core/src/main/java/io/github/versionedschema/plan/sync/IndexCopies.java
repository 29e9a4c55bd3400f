package io.github.versionedschema.plan.sync;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.type.NewerDefinitions;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.PartitionObject;
import org.jspecify.annotations.Nullable;

/**
 * Writes copies of the indexes on a replaced column, on its replacement: every key with
 * its order, operator class and collation, included columns, predicate and options.
 */
public final class IndexCopies {

	private final String base;

	private final SharedTable table;

	private final Map<Integer, ColumnDraft> replacements = new HashMap<>();

	private final NewerDefinitions definitions;

	private final List<Index> indexes;

	private final List<Index> exclusions;

	private final List<PartitionObject> inPartitions;

	private final Map<Index, String> copyNames = new HashMap<>();

	public IndexCopies(SchemaDraft schema, SharedTable table) {
		this.base = schema.catalogue().schema();
		this.table = table;
		for (ColumnDraft column : table.visibleColumns()) {
			Column ancestor = column.ancestor();
			if (column.isNewOnly() && ancestor != null) {
				this.replacements.put(ancestor.number(), column);
			}
		}
		this.definitions = new NewerDefinitions(schema.types(), this.replacements.values());
		List<Index> copied = table.source().indexes().stream().filter(this::isCopied).toList();
		this.indexes = copied.stream().filter((index) -> !index.exclusion()).toList();
		this.exclusions = copied.stream().filter(Index::exclusion).toList();
		this.inPartitions = table.source().partitionObjects().stream().filter(this::isCopied).toList();
		Stream
			.concat(copied.stream(), this.inPartitions.stream().flatMap((object) -> Stream.ofNullable(object.index())))
			.forEach((index) -> this.copyNames.put(index, schema.nameOfCopy(index.name())));
	}

	private boolean isCopied(Index index) {
		boolean touchesReplaced = index.columns().stream().anyMatch(this.replacements::containsKey);
		boolean touchesDropped = index.columns().stream().anyMatch(this::isDropped);
		return touchesReplaced && !touchesDropped && this.table.existingRules().dropOf(index) == null;
	}

	private boolean isCopied(PartitionObject object) {
		return object.partition() != null && object.columns().stream().anyMatch(this.replacements::containsKey)
				&& object.columns().stream().noneMatch(this::isDropped);
	}

	/** Returns the objects of single partitions that are copied for a replacement. */
	public List<PartitionObject> inPartitions() {
		return this.inPartitions;
	}

	/** Returns whether the newer version has neither the column nor its replacement. */
	public boolean isDropped(int number) {
		return !this.replacements.containsKey(number) && this.table.columns().stream().anyMatch((column) -> {
			Column source = column.source();
			return column.isOldOnly() && source != null && source.number() == number;
		});
	}

	/**
	 * Returns the extended statistics on replaced columns, which would be dropped with
	 * the columns.
	 */
	public List<Dependant> statistics() {
		return this.table.source()
			.dependants()
			.stream()
			.filter(Dependant::isStatistics)
			.filter((object) -> object.columns().stream().anyMatch(this.replacements::containsKey))
			.filter((object) -> object.columns().stream().noneMatch(this::isDropped))
			.toList();
	}

	/** Returns the indexes that get a copy, without those of exclusion constraints. */
	public List<Index> indexes() {
		return this.indexes;
	}

	/** Returns the indexes of the exclusion constraints that get a copy. */
	public List<Index> exclusions() {
		return this.exclusions;
	}

	/**
	 * Returns the replacement columns, by the number of the replaced column.
	 */
	public Map<Integer, ColumnDraft> replacements() {
		return this.replacements;
	}

	/** Returns the replacements of these columns, as far as they are replaced. */
	public List<ColumnDraft> replacing(Collection<Integer> columns) {
		return columns.stream().map(this.replacements::get).filter(Objects::nonNull).toList();
	}

	/**
	 * Returns the last operation that causes an object on these columns to be copied.
	 */
	public @Nullable Source cause(Collection<Integer> columns) {
		return replacing(columns).stream()
			.map(ColumnDraft::operation)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	/** Returns the name of an index copy until complete. */
	public String copyName(Index index) {
		return Objects.requireNonNull(this.copyNames.get(index));
	}

	/** Returns the statement that builds a copy. */
	public String create(Index index, String on, String name, boolean concurrently) {
		return create(index, on, name, concurrently, ColumnDraft::physicalName);
	}

	/**
	 * Returns the statement that makes a copy the index of a key. A deferrable copy is
	 * initially deferred, as clients that defer the key name only the original, and
	 * unique even if it is the copy of a primary key, as a table has only one.
	 * @param constraint the name of the key, which is also the new name of the index
	 */
	public String attach(Index index, String constraint) {
		Constraint key = this.table.source().constraint(Objects.requireNonNull(index.constraint())).orElseThrow();
		return "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s%s".formatted(
				Identifier.qualified(this.base, this.table.physicalName()), Identifier.quote(constraint),
				(index.primary() && !key.deferrable()) ? "PRIMARY KEY" : "UNIQUE", Identifier.quote(copyName(index)),
				key.deferrable() ? " DEFERRABLE INITIALLY DEFERRED" : "");
	}

	/**
	 * Returns whether the key of a copy has another form only because both versions use
	 * it: it is initially deferred, or not yet the primary key.
	 */
	public boolean isReplacedAfterContract(Index index) {
		return index.constraint() != null && this.table.source()
			.constraint(index.constraint())
			.filter((key) -> key.deferrable() && (index.primary() || !key.initiallyDeferred()))
			.isPresent();
	}

	/** Returns a statement that tries the copy on an empty table with the new columns. */
	public String tryOn(Index index, String tryTable) {
		return create(index, tryTable, copyName(index), false, ColumnDraft::requiredName);
	}

	/**
	 * Returns the statement that builds a copy with other column names.
	 * @param columnName returns the name of a column at that time
	 */
	public String create(Index index, String on, String name, boolean concurrently,
			Function<ColumnDraft, String> columnName) {
		Map<String, String> names = names(columnName);
		String keys = index.keys().stream().map((key) -> key(key, names, columnName)).collect(Collectors.joining(", "));
		return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + (concurrently ? "CONCURRENTLY " : "")
				+ Identifier.quote(name) + " ON " + on + " USING " + index.method() + " (" + keys + ")"
				+ included(index, columnName) + (index.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
				+ parameters(index)
				+ ((index.tablespace() != null) ? " TABLESPACE " + Identifier.quote(index.tablespace()) : "")
				+ ((index.predicate() != null) ? " WHERE " + newer(index.predicate()).over(names) : "");
	}

	/**
	 * Returns the statement that adds the copy of an exclusion constraint.
	 * @param timing when it is checked, as SQL
	 * @param columnName returns the name of a column at that time
	 */
	public String exclude(Index index, String on, String name, String timing,
			Function<ColumnDraft, String> columnName) {
		Map<String, String> names = names(columnName);
		String keys = index.keys()
			.stream()
			.map((key) -> "%s WITH %s".formatted(key(key, names, columnName), key.exclusionOperator()))
			.collect(Collectors.joining(", "));
		return "ALTER TABLE " + on + " ADD CONSTRAINT " + Identifier.quote(name) + " EXCLUDE USING " + index.method()
				+ " (" + keys + ")" + included(index, columnName) + parameters(index)
				+ ((index.tablespace() != null) ? " USING INDEX TABLESPACE " + Identifier.quote(index.tablespace())
						: "")
				+ ((index.predicate() != null) ? " WHERE (" + newer(index.predicate()).over(names) + ")" : "") + timing;
	}

	/**
	 * Returns an expression that PostgreSQL printed for the older version, with the types
	 * of the newer one.
	 */
	public String inNewer(String printed) {
		return this.definitions.in(printed);
	}

	/** Returns such an expression for other columns. */
	public Deparsed newer(String printed) {
		return new Deparsed(inNewer(printed));
	}

	private String included(Index index, Function<ColumnDraft, String> columnName) {
		return index.includedColumns().isEmpty() ? ""
				: index.includedColumns()
					.stream()
					.map((number) -> Identifier.quote(name(number, columnName)))
					.collect(Collectors.joining(", ", " INCLUDE (", ")"));
	}

	private static String parameters(Index index) {
		return index.storageParameters().isEmpty() ? ""
				: " WITH (" + String.join(", ", index.storageParameters()) + ")";
	}

	private String key(Index.Key key, Map<String, String> names, Function<ColumnDraft, String> columnName) {
		boolean expression = key.column() == 0;
		String text = expression ? "(" + newer(key.expression()).over(names) + ")"
				: Identifier.quote(name(key.column(), columnName));
		boolean ordered = key.descending() || key.nullsFirst();
		return text + ((key.collation() != null) ? " COLLATE " + key.collation() : "")
				+ ((key.opclass() != null) ? " " + key.opclass() : "")
				+ (ordered ? (key.descending() ? " DESC" : " ASC") + (key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST")
						: "");
	}

	private String name(int number, Function<ColumnDraft, String> columnName) {
		return columnName.apply(column(number));
	}

	/** Returns the column that the newer version sees for a column number. */
	public ColumnDraft column(int number) {
		ColumnDraft replacement = this.replacements.get(number);
		if (replacement != null) {
			return replacement;
		}
		return this.table.columns()
			.stream()
			.filter((column) -> column.source() != null && column.source().number() == number)
			.findFirst()
			.orElseThrow();
	}

	public Map<String, String> names(Function<ColumnDraft, String> columnName) {
		Map<String, String> names = new HashMap<>();
		this.table.source()
			.columns()
			.stream()
			.filter((column) -> this.replacements.containsKey(column.number())
					|| column(column.number()).name() != null)
			.forEach((column) -> names.put(column.name(), Identifier.quote(name(column.number(), columnName))));
		return names;
	}

}
