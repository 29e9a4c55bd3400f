package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.strategy.OtherVersions;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.TableSync;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.plan.table.ViewSql;
import org.jspecify.annotations.Nullable;

/**
 * A chain of migrations among those of the other live versions. Each live version has a
 * view of every table that any of the chains changes.
 */
final class NeighbourDrafts implements VersionSchemas {

	private final DraftedChain own;

	private final List<DraftedChain> older;

	private final List<DraftedChain> newer;

	/** The newer chains after this one is completed. */
	private final List<DraftedChain> settled;

	NeighbourDrafts(DraftedChain own) {
		this.own = own;
		this.older = own.request().neighbours().older().stream().map(DraftedChain::of).toList();
		this.newer = own.request().neighbours().newer().stream().map(DraftedChain::of).toList();
		this.settled = VersionShapes.settled(own.request().neighbours().newer())
			.stream()
			.map(DraftedChain::of)
			.toList();
	}

	List<DraftedChain> older() {
		return this.older;
	}

	@Override
	public List<String> withoutTable(String name) {
		HiddenTables version = new HiddenTables();
		List<String> schemas = new ArrayList<>();
		chains().forEach((chain) -> {
			if (!version.has(name)) {
				add(schemas, chain.request().fromSchema());
			}
			version.follow(chain);
		});
		return schemas;
	}

	/** Returns the schemas whose views of a table exist only because of this chain. */
	OtherVersions of(SharedTable table) {
		String name = table.physicalName();
		return new OtherVersions(
				this.older.stream().anyMatch((chain) -> chain.givesViews(name)) ? List.of() : having(name), same(name),
				functions(name));
	}

	@Override
	public List<String> functions(String table) {
		List<String> functions = new ArrayList<>();
		for (int i = 0; i < this.newer.size(); i++) {
			DraftedChain before = this.newer.get(i);
			DraftedChain after = this.settled.get(i);
			for (int j = 0; j < before.draft().touchedTables().size(); j++) {
				SharedTable unsettled = before.draft().touchedTables().get(j);
				if (unsettled.physicalName().equals(table)) {
					List<String> changed = new ArrayList<>(functions(after, after.draft().touchedTables().get(j)));
					changed.removeAll(functions(before, unsettled));
					functions.addAll(changed);
				}
			}
		}
		return functions;
	}

	/** A table that a version drops has only what its rows change in other tables. */
	private static List<String> functions(DraftedChain chain, SharedTable table) {
		TableSync sync = new TableWork(chain.scope(), chain.draft(), table).sync();
		if (!table.isDropped()) {
			return sync.functions().published();
		}
		List<String> functions = new ArrayList<>(sync.keys().createFunctions());
		functions.addAll(sync.rows().createFunctions());
		functions.addAll(sync.flows().publishFunctions());
		functions.addAll(sync.rows().publishFunctions());
		return functions;
	}

	@Override
	public List<String> same(String table) {
		List<String> schemas = new ArrayList<>(List.of(this.own.request().toSchema()));
		for (DraftedChain chain : this.newer) {
			if (chain.drops(table)) {
				return schemas;
			}
			if (chain.differsIn(table)) {
				return List.of();
			}
			schemas.add(chain.request().toSchema());
		}
		return schemas;
	}

	/**
	 * Returns the scope of an older chain.
	 * @param after whether the newer version is on its newer side
	 */
	Scope scope(DraftedChain chain, boolean after) {
		List<String> newer = new ArrayList<>();
		this.older.subList(this.older.indexOf(chain), this.older.size())
			.forEach((other) -> newer.add(other.request().toSchema()));
		if (after) {
			newer.add(this.own.request().toSchema());
		}
		return chain.scope().withNewer(newer);
	}

	/** Returns the schemas of the older live versions that have a table. */
	private List<String> having(String table) {
		List<String> schemas = new ArrayList<>();
		for (DraftedChain chain : this.older) {
			if (chain.creates(table)) {
				schemas.clear();
			}
			else {
				add(schemas, chain.request().fromSchema());
			}
		}
		add(schemas, this.own.request().fromSchema());
		return schemas;
	}

	private static void add(List<String> schemas, @Nullable String schema) {
		if (schema != null) {
			schemas.add(schema);
		}
	}

	@Override
	public Map<String, List<String>> views() {
		ViewSql views = new ViewSql(this.own.scope());
		Map<String, Map.Entry<String, List<String>>> byTable = new LinkedHashMap<>();
		chains().forEach((chain) -> {
			for (SharedTable table : chain.draft().touchedTables()) {
				if (chain.differsIn(table.physicalName())) {
					byTable.remove(table.physicalName());
				}
				if (table.needsViews()) {
					byTable.put(table.physicalName(), Map.entry(table.requiredName(), views.of(table)));
				}
			}
			for (CreatedTable table : chain.draft().createdTables()) {
				if (!table.physicalName().equals(table.name())) {
					byTable.put(table.physicalName(), Map.entry(table.requiredName(), views.of(table)));
				}
			}
		});
		Map<String, List<String>> byName = new LinkedHashMap<>();
		byTable.values().forEach((view) -> byName.put(view.getKey(), view.getValue()));
		return byName;
	}

	@Override
	public Set<String> hidden() {
		HiddenTables hidden = new HiddenTables();
		chains().forEach(hidden::follow);
		return hidden.names();
	}

	@Override
	public Map<String, Set<String>> hiddenOnlyHere() {
		return tombstones((now, later) -> without(now.names(), later.names()));
	}

	@Override
	public Map<String, Set<String>> hiddenAfterwards() {
		return tombstones((now, later) -> without(later.names(), now.names()));
	}

	private Map<String, Set<String>> tombstones(BiFunction<HiddenTables, HiddenTables, Set<String>> difference) {
		HiddenTables now = new HiddenTables();
		HiddenTables later = new HiddenTables();
		this.older.forEach((chain) -> {
			now.follow(chain);
			later.follow(chain);
		});
		Map<String, Set<String>> tombstones = new LinkedHashMap<>();
		now.follow(this.own);
		tombstones.put(this.own.request().toSchema(), difference.apply(now, later));
		for (int i = 0; i < this.newer.size(); i++) {
			now.follow(this.newer.get(i));
			later.follow(this.settled.get(i));
			tombstones.put(this.newer.get(i).request().toSchema(), difference.apply(now, later));
		}
		return tombstones;
	}

	private static Set<String> without(Set<String> names, Set<String> others) {
		Set<String> rest = new LinkedHashSet<>(names);
		rest.removeAll(others);
		return rest;
	}

	@Override
	public Set<String> viewsOfOldest() {
		Set<String> names = new LinkedHashSet<>();
		for (DraftedChain chain : this.newer) {
			chain.draft()
				.touchedTables()
				.stream()
				.filter(SharedTable::needsViews)
				.map(SharedTable::physicalName)
				.filter((table) -> this.own.touched(table) == null && !this.own.creates(table))
				.filter((table) -> this.newer.stream().noneMatch((other) -> other.creates(table)))
				.forEach(names::add);
		}
		return names;
	}

	private Stream<DraftedChain> chains() {
		return Stream.concat(this.older.stream(), Stream.of(this.own));
	}

}
