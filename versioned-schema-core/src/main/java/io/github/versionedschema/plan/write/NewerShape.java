package io.github.versionedschema.plan.write;

import java.util.Collection;
import java.util.HashSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.table.IndexBuild;
import io.github.versionedschema.plan.table.NewerReplicaIdentity;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.PartitionObject;
import io.github.versionedschema.schema.PhysicalTable;
import io.github.versionedschema.schema.Table;

/**
 * A table as the newer version of a chain sees it while the older one is live: under the
 * newer version's names, with the properties that it has after complete.
 */
final class NewerShape {

	private final SharedTable draft;

	private final Table physical;

	private final IndexCopies copies;

	private final NewerColumns columns;

	private final NewerConstraints constraints;

	private final NewerIndexes indexes;

	private final NewerReplicaIdentity identity;

	private final NewerDependants dependants;

	/**
	 * Creates the shape of a table.
	 * @param draft the table in the chain
	 * @param physical the table in the database
	 */
	NewerShape(DraftedChain chain, SharedTable draft, Table physical) {
		IndexCopies copies = new IndexCopies(chain.draft(), draft);
		this.copies = copies;
		this.draft = draft;
		this.physical = physical;
		this.columns = new NewerColumns(draft, physical);
		this.constraints = new NewerConstraints(chain.scope(), draft, copies, physical, this.columns);
		this.dependants = new NewerDependants(draft, copies, physical, this.columns);
		this.identity = new NewerReplicaIdentity(draft);
		this.indexes = new NewerIndexes(draft, copies, physical, this.columns, this.constraints, this.identity);
	}

	Table table() {
		return this.physical
			.seenAs(this.draft.requiredName(), this.columns.list(), this.indexes.list(), this.constraints.list(),
					new PhysicalTable(this.physical.name(), namesOfOlderVersions(), this.columns.hidden(),
							this.columns.lateDefaults(), pending(), this.constraints.late(), Map.of(),
							this.constraints.ofOlderVersions(), this.columns.lateNotNulls(), isIdentityLate(),
							olderColumns(), columnsOfOlderVersions()))
			.withDependants(this.dependants.list(), partitionObjects())
			.identifiedBy(this.identity.kind());
	}

	private Map<Integer, List<Integer>> olderColumns() {
		PhysicalTable older = this.draft.source().physical();
		Map<Integer, List<Integer>> numbers = new HashMap<>(older.olderColumns());
		this.copies.replacements()
			.forEach((number, replacement) -> this.columns.number(replacement)
				.ifPresent((newer) -> numbers.put(newer, older.sources(number))));
		numbers.keySet().retainAll(this.columns.numbers());
		return numbers;
	}

	private boolean isIdentityLate() {
		boolean key = this.constraints.list()
			.stream()
			.anyMatch((constraint) -> constraint.type() == Constraint.Type.PRIMARY_KEY);
		return this.identity.kind().identifiesRows(key)
				&& !this.physical.replicaIdentity().identifiesRows(this.physical.primaryKey().isPresent());
	}

	/** Indexes that the chain builds for its own columns belong to no version. */
	private List<PartitionObject> partitionObjects() {
		Set<Integer> numbers = this.draft.source().columns().stream().map(Column::number).collect(Collectors.toSet());
		return this.draft.source()
			.partitionObjects()
			.stream()
			.filter((object) -> numbers.containsAll(object.columns()))
			.toList();
	}

	/**
	 * The table gets these names, one after the other, while older versions are removed.
	 */
	private Set<String> namesOfOlderVersions() {
		Set<String> names = new HashSet<>(this.draft.source().physical().formerNames());
		names.add(this.draft.source().name());
		return names;
	}

	/** Columns get these names in the same way. */
	private Set<String> columnsOfOlderVersions() {
		Set<String> names = new HashSet<>(this.draft.source().physical().formerColumns());
		this.draft.source().columns().stream().map(Column::name).forEach(names::add);
		return names;
	}

	/**
	 * Returns the columns whose indexes, identities or properties in partitions are not
	 * in the database in a form that can be copied yet.
	 */
	private Set<Integer> pending() {
		Set<ColumnDraft> pending = new LinkedHashSet<>();
		this.draft.newIndexes()
			.stream()
			.filter((index) -> IndexBuild.isDeferred(index) || !index.immediate())
			.map(NewIndex::columns)
			.forEach(pending::addAll);
		this.draft.visibleColumns()
			.stream()
			.filter((column) -> column.isNewOnly() && (column.filling().isIdentity() || hadIdentity(column)))
			.forEach(pending::add);
		this.copies.inPartitions()
			.stream()
			.flatMap((object) -> object.columns().stream())
			.flatMap((number) -> Stream.ofNullable(this.copies.replacements().get(number)))
			.forEach(pending::add);
		Set<Integer> numbers = new HashSet<>(numbers(pending));
		Set<Integer> older = this.draft.source().physical().pending();
		this.columns.list().stream().map(Column::number).filter(older::contains).forEach(numbers::add);
		return numbers;
	}

	private static boolean hadIdentity(ColumnDraft column) {
		Column ancestor = column.ancestor();
		return ancestor != null && ancestor.identity() != Column.Identity.NONE;
	}

	private Set<Integer> numbers(Collection<ColumnDraft> some) {
		return some.stream().flatMap((column) -> this.columns.number(column).stream()).collect(Collectors.toSet());
	}

}
