package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.table.IndexBuild;
import io.github.versionedschema.plan.table.LeavingUses;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Catalogue.RelationKind;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.PhysicalTable;
import io.github.versionedschema.schema.SchemaType;
import io.github.versionedschema.schema.Table;

/**
 * The base schema as the newest version of a chain of live versions sees it. Where the
 * versions do not differ, this is the catalogue itself.
 */
public final class VersionShapes {

	private final List<DraftedChain> chains;

	/**
	 * Creates the shapes.
	 * @param requests the requests for the plans between the live versions, oldest first
	 */
	public VersionShapes(List<PlanRequest> requests) {
		this.chains = requests.stream().map(DraftedChain::of).toList();
	}

	/**
	 * Returns the names in the database of tables and indexes, and of enums that the
	 * newest version has for itself.
	 * @param names names in the newest version; names of objects that it does not have
	 * are returned unchanged
	 */
	public Set<String> physicalNames(Set<String> names) {
		Set<String> physical = new LinkedHashSet<>(names);
		physical.addAll(ownTypes().keySet());
		for (DraftedChain chain : this.chains) {
			for (TableDraft table : chain.draft().tables()) {
				if (names.contains(table.name()) || (table instanceof SharedTable shared && has(shared, names))) {
					physical.add(table.physicalName());
				}
			}
		}
		return physical;
	}

	private static boolean has(SharedTable table, Set<String> names) {
		return Stream
			.concat(table.source().indexes().stream().map(Index::name), Stream
				.concat(table.newIndexes().stream().map(NewIndex::name), renamedKeys(table).map(Map.Entry::getValue)))
			.anyMatch(names::contains);
	}

	/**
	 * Returns the schema as the newest version sees it.
	 * @param physical the catalogue
	 */
	public Catalogue newest(Catalogue physical) {
		if (this.chains.isEmpty()) {
			return physical.withTypes(types(physical));
		}
		Map<String, RelationKind> others = new HashMap<>(physical.otherRelations());
		List<Table> tables = new ArrayList<>();
		for (Table table : physical.tables()) {
			seen(table).ifPresent(tables::add);
			table.indexes().forEach((index) -> others.put(index.name(), RelationKind.INDEX));
		}
		others.putAll(namesAtComplete(physical));
		Set<String> leaving = new HashSet<>();
		this.chains.forEach((chain) -> {
			chain.draft().touchedTables().forEach((table) -> {
				leaving.addAll(table.existingRules().leavingIndexes());
				renamedKeys(table).map(Map.Entry::getKey).forEach(leaving::add);
				table.newIndexes()
					.stream()
					.filter(IndexBuild::isDeferred)
					.forEach((index) -> others.put(index.name(), RelationKind.INDEX));
				Map<String, RelationKind> ofOlderVersions = namesOfOlderVersions(table, physical);
				others.putAll(ofOlderVersions);
				leaving.addAll(ofOlderVersions.keySet());
			});
			leaving.removeAll(chain.relationNames());
		});
		tables.forEach((table) -> others.remove(table.name()));
		return new Catalogue(physical.serverVersion(), physical.schema(), physical.schemaOwner(),
				physical.schemaGrants(), new NewerForeignKeys(this.chains).in(physical, tables), others,
				physical.types(), physical.checkedDomains(), physical.functions(), physical.routines(), leaving,
				types(physical));
	}

	/**
	 * Returns the names that only older versions have for a table and its relations. The
	 * database has them, or gets them while such versions are removed.
	 */
	private static Map<String, RelationKind> namesOfOlderVersions(SharedTable table, Catalogue physical) {
		Map<String, RelationKind> names = new HashMap<>();
		if (table.isDropped()) {
			Stream.of(Optional.of(table.source()), physical.table(table.physicalName()))
				.flatMap(Optional::stream)
				.flatMap((whole) -> whole.ownedRelations().stream())
				.forEach((name) -> names.put(name, RelationKind.INDEX));
		}
		if (table.isDropped() || !table.physicalName().equals(table.name())) {
			names.put(table.physicalName(), RelationKind.TABLE);
		}
		table.source().physical().formerNames().forEach((name) -> names.put(name, RelationKind.TABLE));
		names.put(table.source().name(), RelationKind.TABLE);
		return names;
	}

	/** Newer versions cannot use types that are dropped when an older one is removed. */
	private List<SchemaType> types(Catalogue physical) {
		Set<String> left = this.chains.stream()
			.flatMap((chain) -> chain.draft().types().dropped().keySet().stream())
			.collect(Collectors.toSet());
		Map<String, String> own = ownTypes();
		return Stream.concat(
				physical.definedTypes()
					.stream()
					.filter((type) -> !left.contains(type.name())
							&& Objects.equals(type.schema(), own.get(type.name()))),
				left.stream().map(SchemaType::left))
			.toList();
	}

	/**
	 * Returns the schemas in which enums are that the newest version has for itself, by
	 * the names of the enums.
	 */
	private Map<String, String> ownTypes() {
		Map<String, String> own = new HashMap<>();
		this.chains.forEach((chain) -> chain.draft()
			.types()
			.replaced()
			.forEach((type) -> own.put(type.name(), chain.request().toSchema())));
		return own;
	}

	/**
	 * Returns the names that relations get when older versions are removed. Those of
	 * tables are known from the tables themselves, if the catalogue has them.
	 */
	private Map<String, RelationKind> namesAtComplete(Catalogue physical) {
		Map<String, RelationKind> names = new HashMap<>();
		this.chains.forEach((chain) -> chain.draft()
			.touchedTables()
			.stream()
			.filter((table) -> !table.isDropped())
			.forEach((table) -> {
				if (physical.table(table.physicalName()).isEmpty()) {
					names.put(table.requiredName(), RelationKind.TABLE);
				}
				Map<String, String> waiting = table.existingRules().namesAfterContract();
				renamedKeys(table)
					.flatMap((key) -> Stream.of(key.getValue(), waiting.getOrDefault(key.getKey(), key.getValue())))
					.forEach((name) -> names.put(name, RelationKind.INDEX));
			}));
		return names;
	}

	/** Returns the new names of constraints that name an index, by the old ones. */
	private static Stream<Map.Entry<String, String>> renamedKeys(SharedTable table) {
		return table.existingRules()
			.renamedConstraints()
			.entrySet()
			.stream()
			.filter((renamed) -> table.source()
				.constraint(renamed.getKey())
				.filter((constraint) -> constraint.type() != Constraint.Type.FOREIGN_KEY && constraint.index() != null)
				.isPresent());
	}

	private Optional<Table> seen(Table physical) {
		Table seen = physical;
		Table left = physical;
		for (DraftedChain chain : this.chains) {
			left = chain.left(left);
			SharedTable shared = chain.touched(physical.name());
			if (shared != null && shared.isDropped()) {
				return Optional.empty();
			}
			if (shared != null) {
				seen = new NewerShape(chain, shared, left).table();
			}
			CreatedTable created = chain.created(physical.name());
			if (created != null) {
				seen = seen(chain, created, physical);
			}
			seen = withoutLeavingUses(chain, seen);
		}
		return Optional.of(seen);
	}

	/** What ends when the chain is completed is not in the way of what happens later. */
	private static Table withoutLeavingUses(DraftedChain chain, Table table) {
		LeavingUses uses = new LeavingUses(chain.draft());
		return table.withDependants(table.dependants().stream().filter((object) -> !uses.contains(object)).toList(),
				table.partitionObjects());
	}

	/** Keys of a table under a temporary name have temporary names, too. */
	private static Table seen(DraftedChain chain, CreatedTable created, Table physical) {
		Map<String, String> late = new HashMap<>();
		chain.draft().lateNames().forEach((name) -> late.put(name.from(), name.to()));
		List<Index> indexes = physical.indexes()
			.stream()
			.map((index) -> index.renamed(late.getOrDefault(index.name(), index.name()),
					(index.constraint() != null) ? late.getOrDefault(index.constraint(), index.constraint()) : null))
			.toList();
		return physical.seenAs(created.requiredName(), physical.columns(), indexes,
				physical.constraints()
					.stream()
					.map((constraint) -> constraint.renamed(late.getOrDefault(constraint.name(), constraint.name())))
					.toList(),
				PhysicalTable.plain(physical.name()));
	}

	/**
	 * Returns the requests after the versions before the oldest of them are removed: what
	 * was under a temporary name has its own.
	 * @param requests the requests for the plans between the remaining live versions,
	 * oldest first
	 */
	public static List<PlanRequest> settled(List<PlanRequest> requests) {
		return settled(requests, new SettledTables());
	}

	/**
	 * Returns the requests after the versions before the oldest of them are removed, with
	 * what the server prints now of changed tables.
	 * @param completed the request whose plan removed the versions
	 * @param requests the requests for the plans between the remaining live versions,
	 * oldest first
	 * @param physical the catalogue, with the tables of all these requests
	 */
	public static List<PlanRequest> settled(PlanRequest completed, List<PlanRequest> requests, Catalogue physical) {
		return settled(requests, new SettledTables(DraftedChain.of(completed), physical));
	}

	private static List<PlanRequest> settled(List<PlanRequest> requests, SettledTables tables) {
		List<PlanRequest> settled = new ArrayList<>();
		for (PlanRequest request : requests) {
			List<Table> now = request.catalogue().tables().stream().map(tables::of).toList();
			PlanRequest again = request.with(request.catalogue().withTables(now).withTypes(tables.typesOf(request)));
			settled.add(again);
			tables.follow(DraftedChain.of(again));
		}
		return settled;
	}

}
