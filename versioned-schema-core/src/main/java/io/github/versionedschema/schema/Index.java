package io.github.versionedschema.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * An index of a table.
 *
 * @param oid its object identifier
 * @param name its name
 * @param unique whether it is unique
 * @param primary whether it is the index of the primary key
 * @param exclusion whether it is the index of an exclusion constraint
 * @param valid whether it can be used; an interrupted concurrent build leaves an invalid
 * index
 * @param immediate whether uniqueness is checked at once, and not deferrable
 * @param nullsNotDistinct whether nulls count as equal
 * @param method its access method, such as btree
 * @param keys its key columns, in order
 * @param includedColumns the numbers of its INCLUDE columns, in order
 * @param predicate the condition of a partial index, as SQL
 * @param definition its definition as {@code pg_get_indexdef} prints it
 * @param constraint the name of the constraint that owns it
 * @param replicaIdentity whether it is the table's replica identity
 * @param clustered whether the table was last clustered on it
 * @param tablespace its tablespace, if it differs from the database's
 * @param storageParameters its parameters as {@code name=value}
 * @param comment its comment
 * @param inherited whether it is attached to an index of the partitioned table
 * @param parts the indexes of partitions that are attached to it, at any depth
 * @param columns the numbers of all columns that it uses: keys, INCLUDE, expressions and
 * predicate, ascending
 */
public record Index(long oid, String name, boolean unique, boolean primary, boolean exclusion, boolean valid,
		boolean immediate, boolean nullsNotDistinct, String method, List<Key> keys, List<Integer> includedColumns,
		@Nullable String predicate, String definition, @Nullable String constraint, boolean replicaIdentity,
		boolean clustered, @Nullable String tablespace, List<String> storageParameters, @Nullable String comment,
		boolean inherited, List<Part> parts, List<Integer> columns) {

	public Index {
		keys = List.copyOf(keys);
		includedColumns = List.copyOf(includedColumns);
		storageParameters = List.copyOf(storageParameters);
		parts = List.copyOf(parts);
		columns = List.copyOf(columns);
	}

	/**
	 * The index of a partition.
	 *
	 * @param schema its schema
	 * @param table the partition
	 * @param name its name
	 */
	public record Part(String schema, String table, String name) {

	}

	/**
	 * The same index under another name.
	 * @param other its name
	 * @param otherConstraint the name of the constraint that owns it
	 * @return the index
	 */
	public Index renamed(String other, @Nullable String otherConstraint) {
		return new Index(this.oid, other, this.unique, this.primary, this.exclusion, this.valid, this.immediate,
				this.nullsNotDistinct, this.method, this.keys, this.includedColumns, this.predicate, this.definition,
				otherConstraint, this.replicaIdentity, this.clustered, this.tablespace, this.storageParameters,
				this.comment, this.inherited, this.parts, this.columns);
	}

	/**
	 * The same index as the replica identity of its table, or as none.
	 * @param identity whether it is the replica identity
	 * @return the index
	 */
	public Index asReplicaIdentity(boolean identity) {
		return new Index(this.oid, this.name, this.unique, this.primary, this.exclusion, this.valid, this.immediate,
				this.nullsNotDistinct, this.method, this.keys, this.includedColumns, this.predicate, this.definition,
				this.constraint, identity, this.clustered, this.tablespace, this.storageParameters, this.comment,
				this.inherited, this.parts, this.columns);
	}

	/**
	 * The same index with the numbers that its columns have in another table.
	 * @param numbers the numbers there, by the number here
	 * @return the index
	 */
	public Index withColumns(Map<Integer, Integer> numbers) {
		List<Key> others = this.keys.stream()
			.map((key) -> new Key(numbers.getOrDefault(key.column(), 0), key.expression(), key.collation(),
					key.opclass(), key.descending(), key.nullsFirst(), key.exclusionOperator(), key.equality()))
			.toList();
		return new Index(this.oid, this.name, this.unique, this.primary, this.exclusion, this.valid, this.immediate,
				this.nullsNotDistinct, this.method, others, of(this.includedColumns, numbers), this.predicate,
				this.definition, this.constraint, this.replicaIdentity, this.clustered, this.tablespace,
				this.storageParameters, this.comment, this.inherited, this.parts, of(this.columns, numbers));
	}

	private static List<Integer> of(List<Integer> columns, Map<Integer, Integer> numbers) {
		return columns.stream().map((column) -> numbers.getOrDefault(column, column)).toList();
	}

	/**
	 * Whether it uses a column in any way.
	 * @param number an attribute number
	 * @return {@code true} if it does
	 */
	public boolean touches(int number) {
		return this.columns.contains(number);
	}

	/**
	 * Whether values of these columns together occur only once.
	 * @param numbers attribute numbers
	 * @return {@code true} if these are its key columns and it is unique without a
	 * condition
	 */
	public boolean isUniqueOn(Set<Integer> numbers) {
		return this.unique && this.predicate == null
				&& numbers.equals(this.keys.stream().map(Key::column).collect(Collectors.toSet()));
	}

	/**
	 * Whether it finds all rows with certain values of these columns.
	 * @param numbers attribute numbers
	 * @return {@code true} if these are the first of its key columns, and it contains all
	 * rows in which they are not null
	 */
	public boolean finds(Set<Integer> numbers) {
		List<Key> leading = this.keys.subList(0, Math.min(numbers.size(), this.keys.size()));
		return this.valid && isOrderedOrHash(this.method)
				&& numbers.equals(leading.stream().map(Key::column).collect(Collectors.toSet()))
				&& (this.predicate == null || leading.stream()
					.anyMatch((key) -> this.predicate.equals("(" + key.expression() + " IS NOT NULL)")));
	}

	/**
	 * Whether indexes of an access method find a row by its values.
	 * @param method the access method; the server's default if null
	 * @return {@code true} for a B-tree or a hash index
	 */
	public static boolean isOrderedOrHash(@Nullable String method) {
		return method == null || method.equals("btree") || method.equals("hash");
	}

	/**
	 * A key of an index.
	 *
	 * @param column the number of the column; 0 for an expression
	 * @param expression the column or expression as SQL
	 * @param collation its collation as SQL, if it differs from the column's; always for
	 * an expression that has one
	 * @param opclass its operator class as SQL with parameters, if it differs from the
	 * type's default
	 * @param descending whether the order is descending
	 * @param nullsFirst whether nulls come first
	 * @param exclusionOperator the operator of an exclusion constraint, as SQL after WITH
	 * @param equality the equality operator of its operator class, as qualified SQL; null
	 * if the access method has no order
	 */
	public record Key(int column, String expression, @Nullable String collation, @Nullable String opclass,
			boolean descending, boolean nullsFirst, @Nullable String exclusionOperator, @Nullable String equality) {

	}

}
