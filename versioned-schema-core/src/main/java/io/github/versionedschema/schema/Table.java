package io.github.versionedschema.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A table with its own and its dependent objects.
 *
 * @param oid the table's object identifier
 * @param name its name
 * @param kind what kind of table it is
 * @param owner the role that owns it
 * @param unlogged whether it is unlogged
 * @param columns its columns in the order of their numbers, without dropped columns
 * @param highestColumnNumber the highest number in use, dropped columns included (the
 * server's limit is 1600)
 * @param indexes its indexes, ordered by name
 * @param constraints its constraints, ordered by name; NOT NULL constraints are included
 * only since PostgreSQL 18
 * @param inboundForeignKeys foreign keys that reference it, from any table of any schema,
 * itself included
 * @param triggers its user triggers and those of its partitions, ordered by name
 * @param policies its row-level policies, ordered by name
 * @param rowSecurity whether row-level security is enabled
 * @param forceRowSecurity whether it applies to the owner too
 * @param grants privileges on the table; empty if none was ever granted or revoked, so
 * that only the owner has privileges
 * @param comment its comment
 * @param dependants other objects that depend on the table or its columns
 * @param rowTypeUses where the table's row type is used as a type
 * @param estimatedRows the server's estimate, the sum over the leaves for a partitioned
 * table; -1 if unknown
 * @param pages the pages that the estimate was made from, summed likewise
 * @param replicaIdentity what identifies a row for logical replication
 * @param parents the tables that it inherits from or is a partition of, as SQL names
 * @param children the tables that inherit from it or are its partitions, as SQL names
 * @param partitions its partitions, at any depth
 * @param partitionObjects objects of single partitions that the table does not have,
 * ordered by name
 * @param partitionKey the partition key as PostgreSQL prints it, if it is partitioned
 * @param partitionBound the partition bound as PostgreSQL prints it, if it is a partition
 * @param ofType the composite type that it is a table of, as SQL name
 * @param extension the extension that it belongs to
 * @param publications the publications that it is part of
 * @param physical what it is in the database while a version sees it differently
 */
public record Table(long oid, String name, Kind kind, String owner, boolean unlogged, List<Column> columns,
		int highestColumnNumber, List<Index> indexes, List<Constraint> constraints, List<ForeignKey> inboundForeignKeys,
		List<Trigger> triggers, List<Policy> policies, boolean rowSecurity, boolean forceRowSecurity,
		List<Grant> grants, @Nullable String comment, List<Dependant> dependants, List<RowTypeUse> rowTypeUses,
		double estimatedRows, long pages, ReplicaIdentity replicaIdentity, List<String> parents, List<String> children,
		List<Partition> partitions, List<PartitionObject> partitionObjects, @Nullable String partitionKey,
		@Nullable String partitionBound, @Nullable String ofType, @Nullable String extension,
		List<Publication> publications, PhysicalTable physical) {

	public Table {
		columns = List.copyOf(columns);
		indexes = List.copyOf(indexes);
		constraints = List.copyOf(constraints);
		inboundForeignKeys = List.copyOf(inboundForeignKeys);
		triggers = List.copyOf(triggers);
		policies = List.copyOf(policies);
		grants = List.copyOf(grants);
		dependants = List.copyOf(dependants);
		rowTypeUses = List.copyOf(rowTypeUses);
		parents = List.copyOf(parents);
		children = List.copyOf(children);
		partitions = List.copyOf(partitions);
		partitionObjects = List.copyOf(partitionObjects);
		publications = List.copyOf(publications);
	}

	/** Returns its name in the database. */
	public String physicalName() {
		return this.physical.name();
	}

	/**
	 * Returns the same table as a version sees it.
	 * @param seenName its name in the version
	 * @param seen the version's columns
	 * @param seenIndexes the version's indexes
	 * @param seenConstraints the version's constraints
	 * @param beneath what the table is in the database
	 */
	public Table seenAs(String seenName, List<Column> seen, List<Index> seenIndexes, List<Constraint> seenConstraints,
			PhysicalTable beneath) {
		return new Table(this.oid, seenName, this.kind, this.owner, this.unlogged, seen, this.highestColumnNumber,
				seenIndexes, seenConstraints, this.inboundForeignKeys, this.triggers, this.policies, this.rowSecurity,
				this.forceRowSecurity, this.grants, this.comment, this.dependants, this.rowTypeUses, this.estimatedRows,
				this.pages, this.replicaIdentity, this.parents, this.children, this.partitions, this.partitionObjects,
				this.partitionKey, this.partitionBound, this.ofType, this.extension, this.publications, beneath);
	}

	/**
	 * Returns the same table without some indexes and constraints, by their object
	 * identifiers.
	 */
	public Table without(Set<Long> goneIndexes, Set<Long> goneConstraints) {
		return seenAs(this.name, this.columns,
				this.indexes.stream().filter((index) -> !goneIndexes.contains(index.oid())).toList(),
				this.constraints.stream().filter((constraint) -> !goneConstraints.contains(constraint.oid())).toList(),
				this.physical);
	}

	/**
	 * Returns the same table with other objects that depend on it.
	 * @param seen the dependent objects
	 * @param seenInPartitions the objects of single partitions
	 */
	public Table withDependants(List<Dependant> seen, List<PartitionObject> seenInPartitions) {
		return new Table(this.oid, this.name, this.kind, this.owner, this.unlogged, this.columns,
				this.highestColumnNumber, this.indexes, this.constraints, this.inboundForeignKeys, this.triggers,
				this.policies, this.rowSecurity, this.forceRowSecurity, this.grants, this.comment, seen,
				this.rowTypeUses, this.estimatedRows, this.pages, this.replicaIdentity, this.parents, this.children,
				this.partitions, seenInPartitions, this.partitionKey, this.partitionBound, this.ofType, this.extension,
				this.publications, this.physical);
	}

	/**
	 * Returns the same table with another replica identity.
	 * @param identity the kind of identity; the index is marked itself
	 */
	public Table identifiedBy(ReplicaIdentity identity) {
		return new Table(this.oid, this.name, this.kind, this.owner, this.unlogged, this.columns,
				this.highestColumnNumber, this.indexes, this.constraints, this.inboundForeignKeys, this.triggers,
				this.policies, this.rowSecurity, this.forceRowSecurity, this.grants, this.comment, this.dependants,
				this.rowTypeUses, this.estimatedRows, this.pages, identity, this.parents, this.children,
				this.partitions, this.partitionObjects, this.partitionKey, this.partitionBound, this.ofType,
				this.extension, this.publications, this.physical);
	}

	/**
	 * Returns the same table with other foreign keys.
	 * @param seenConstraints all its constraints
	 * @param seenInbound the foreign keys that reference it
	 */
	public Table withKeys(List<Constraint> seenConstraints, List<ForeignKey> seenInbound) {
		return new Table(this.oid, this.name, this.kind, this.owner, this.unlogged, this.columns,
				this.highestColumnNumber, this.indexes, seenConstraints, seenInbound, this.triggers, this.policies,
				this.rowSecurity, this.forceRowSecurity, this.grants, this.comment, this.dependants, this.rowTypeUses,
				this.estimatedRows, this.pages, this.replicaIdentity, this.parents, this.children, this.partitions,
				this.partitionObjects, this.partitionKey, this.partitionBound, this.ofType, this.extension,
				this.publications, this.physical);
	}

	/**
	 * The partitions that hold its rows.
	 * @return the partitions that are not partitioned themselves
	 */
	public List<Partition> leafPartitions() {
		return this.partitions.stream().filter(Partition::leaf).toList();
	}

	/**
	 * The column of that name.
	 * @param name the exact name
	 * @return the column, if there is one
	 */
	public Optional<Column> column(String name) {
		return this.columns.stream().filter((column) -> column.name().equals(name)).findFirst();
	}

	/**
	 * The column of that number.
	 * @param number an attribute number
	 * @return the column, if there is one
	 */
	public Optional<Column> column(int number) {
		return this.columns.stream().filter((column) -> column.number() == number).findFirst();
	}

	/**
	 * The index of that name.
	 * @param name the exact name
	 * @return the index, if there is one
	 */
	public Optional<Index> index(String name) {
		return this.indexes.stream().filter((index) -> index.name().equals(name)).findFirst();
	}

	/**
	 * The constraint of that name.
	 * @param name the exact name
	 * @return the constraint, if there is one
	 */
	public Optional<Constraint> constraint(String name) {
		return this.constraints.stream().filter((constraint) -> constraint.name().equals(name)).findFirst();
	}

	/**
	 * Whether this is what identifies a row for logical replication.
	 * @param kind the name of the kind of identity
	 * @param index the name of the index, if it is one
	 * @return {@code true} if so
	 */
	public boolean isIdentifiedBy(String kind, @Nullable String index) {
		return this.replicaIdentity.name().equals(kind)
				&& (index == null || index(index).filter(Index::replicaIdentity).isPresent());
	}

	/**
	 * The primary key.
	 * @return the constraint, if there is one
	 */
	public Optional<Constraint> primaryKey() {
		return this.constraints.stream()
			.filter((constraint) -> constraint.type() == Constraint.Type.PRIMARY_KEY)
			.findFirst();
	}

	/**
	 * The columns that identify a row.
	 * @return the columns of the primary key, or otherwise of the shortest unique key
	 * without nulls; possibly none
	 */
	public List<Column> rowKey() {
		List<Integer> numbers = primaryKey().map(Constraint::columns)
			.or(() -> this.indexes.stream()
				.filter((index) -> index.unique() && index.predicate() == null)
				.map((index) -> index.keys().stream().map(Index.Key::column).toList())
				.filter((key) -> key.stream().allMatch(this::isNotNull))
				.min(Comparator.comparing(List::size)))
			.orElse(List.of());
		return numbers.stream().flatMap((number) -> column(number).stream()).toList();
	}

	private boolean isNotNull(int number) {
		return number > 0 && column(number).filter(Column::notNull).isPresent();
	}

	/**
	 * The foreign keys of this table.
	 * @return the keys in the order of the constraints
	 */
	public List<ForeignKey> foreignKeys() {
		return this.constraints.stream().map(Constraint::foreignKey).filter((key) -> key != null).toList();
	}

	/**
	 * The names of the indexes and sequences that are dropped with the table.
	 * @return the names, in no particular order
	 */
	public List<String> ownedRelations() {
		return Stream.concat(this.indexes.stream().map(Index::name),
				this.columns.stream().flatMap((column) -> column.ownedSequences().stream()).map(OwnedSequence::name))
			.toList();
	}

	/**
	 * Whether columns of other tables contain rows of this table.
	 * @return {@code true} if so
	 */
	public boolean isStoredElsewhere() {
		return this.rowTypeUses.stream().anyMatch((use) -> use.how() == RowTypeUse.How.STORED);
	}

	/**
	 * The kind of table.
	 */
	public enum Kind {

		/** A regular table, including one that takes part in inheritance. */
		ORDINARY,
		/** A partitioned table that is not itself a partition. */
		PARTITIONED,
		/** A partition, regardless of whether it is partitioned itself. */
		PARTITION,
		/** A foreign table. */
		FOREIGN

	}

}
