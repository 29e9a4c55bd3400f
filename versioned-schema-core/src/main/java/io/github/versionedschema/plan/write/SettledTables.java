package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.SchemaType;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The tables as the remaining versions see them after the versions before the oldest of
 * them are removed. Objects that others made since a version saw a table stay unknown to
 * it.
 */
final class SettledTables {

	private final List<DraftedChain> chains = new ArrayList<>();

	private final @Nullable DraftedChain completed;

	private final @Nullable Catalogue physical;

	/** The foreign keys after contract, by their constraints. */
	private final Map<Long, ForeignKey> keys;

	/** Creates the tables as far as they are known before contract. */
	SettledTables() {
		this.completed = null;
		this.physical = null;
		this.keys = Map.of();
	}

	/**
	 * Creates the tables after contract.
	 * @param completed the chain that was completed
	 * @param physical the catalogue after contract
	 */
	SettledTables(DraftedChain completed, Catalogue physical) {
		this.completed = completed;
		this.physical = physical;
		this.keys = physical.tables()
			.stream()
			.flatMap((table) -> Stream.concat(table.foreignKeys().stream(), table.inboundForeignKeys().stream()))
			.collect(Collectors.toMap(ForeignKey::oid, Function.identity(), (key, same) -> key));
	}

	/** Adds the next remaining chain, from which the newer ones follow. */
	void follow(DraftedChain chain) {
		this.chains.add(chain);
	}

	/**
	 * Returns a table for the version after the last chain.
	 * @param table the table as it was before
	 */
	Table of(Table table) {
		Table named = named(table);
		Table fresh = fresh(named.physicalName());
		return keysOf((fresh != null) ? merged(named, fresh) : named);
	}

	/**
	 * Returns the types of a request. An enum that was one of the completed version is
	 * one of the base schema.
	 */
	List<SchemaType> typesOf(PlanRequest request) {
		DraftedChain done = this.completed;
		return (done == null) ? request.catalogue().definedTypes() : request.catalogue()
			.definedTypes()
			.stream()
			.map((type) -> done.request().toSchema().equals(type.schema()) ? type.movedTo(done.request().base()) : type)
			.toList();
	}

	/** Returns the table with its foreign keys where they are now. */
	private Table keysOf(Table table) {
		return table.withKeys(table.constraints().stream().map((constraint) -> {
			ForeignKey key = constraint.foreignKey();
			return (key != null) ? constraint.with(now(key).named(constraint.name())) : constraint;
		}).toList(), table.inboundForeignKeys().stream().map(this::now).toList());
	}

	private ForeignKey now(ForeignKey known) {
		return this.keys.getOrDefault(known.oid(), known).named(known.name());
	}

	private Table named(Table table) {
		for (int i = this.chains.size() - 1; i >= 0; i--) {
			for (TableDraft draft : this.chains.get(i).draft().tables()) {
				if (table.name().equals(draft.name())) {
					return named(table, draft.physicalName(),
							(column) -> draft.find(column).map(ColumnDraft::physicalName).orElse(column),
							table.physical().pending());
				}
			}
		}
		return named(table, table.name(), (column) -> column, Set.of());
	}

	private static Table named(Table table, String name, Function<String, String> column, Set<Integer> pending) {
		return table.seenAs(table.name(),
				table.columns().stream().map((old) -> old.physically(column.apply(old.name()))).toList(),
				table.indexes(), table.constraints(), table.physical().renamed(name, table.columns(), pending));
	}

	/** Returns the table as the server prints it now, if any of the chains changed it. */
	private @Nullable Table fresh(String name) {
		Optional<Table> now = (this.physical != null) ? this.physical.table(name) : Optional.empty();
		if (now.isEmpty() || this.completed == null) {
			return null;
		}
		Table seen = this.completed.draft()
			.tables()
			.stream()
			.anyMatch((draft) -> name.equals(draft.name()) && isChanged(draft)) ? now.get() : null;
		Table left = now.get();
		for (DraftedChain chain : this.chains) {
			left = chain.left(left);
			SharedTable shared = chain.touched(name);
			if (shared != null && !shared.isDropped() && seen != null) {
				seen = new NewerShape(chain, shared, left).table();
			}
		}
		return seen;
	}

	private boolean isChanged(TableDraft draft) {
		return draft instanceof CreatedTable
				|| (this.completed != null && this.completed.touched(draft.physicalName()) != null);
	}

	private static Table merged(Table known, Table fresh) {
		List<Column> columns = known.columns()
			.stream()
			.map((column) -> fresh.column(column.name()).map((now) -> as(column, now)).orElse(column))
			.toList();
		Set<String> constraints = known.constraints().stream().map(Constraint::name).collect(Collectors.toSet());
		return known
			.seenAs(known.name(), columns, indexes(known, fresh),
					Stream
						.concat(fresh.constraints()
							.stream()
							.filter((constraint) -> constraint.foreignKey() == null
									&& constraints.contains(constraint.name())),
								known.constraints().stream().filter((constraint) -> constraint.foreignKey() != null))
						.toList(),
					known.physical())
			.withDependants(dependants(known, fresh), known.partitionObjects());
	}

	/** A newer chain may have changed the replica identity already. */
	private static List<Index> indexes(Table known, Table fresh) {
		return fresh.indexes()
			.stream()
			.flatMap((index) -> known.index(index.name())
				.stream()
				.map((seen) -> index.asReplicaIdentity(seen.replicaIdentity())))
			.toList();
	}

	/** A chain may let a column be null that its older version knows as NOT NULL. */
	private static Column as(Column known, Column now) {
		return known.notNull() ? now.required() : now;
	}

	private static List<Dependant> dependants(Table known, Table fresh) {
		Set<String> names = known.dependants().stream().map(Dependant::name).collect(Collectors.toSet());
		return Stream.concat(known.dependants().stream().filter((object) -> !object.isStatistics()),
				fresh.dependants().stream().filter((object) -> object.isStatistics() && names.contains(object.name())))
			.toList();
	}

}
