package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.strategy.key.ForeignKeys;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The foreign keys as the newest version has them after complete: each once and under its
 * own name, although the database has copies until then.
 */
final class NewerForeignKeys {

	/** The keys that copies replace or operations drop. */
	private final Set<Long> leaving = new HashSet<>();

	/** Qualified names of tables that the version does not have. */
	private final Set<String> droppedTables = new HashSet<>();

	/** The final names of copies, by table and present name. */
	private final Map<String, String> names = new HashMap<>();

	/** The names of indexes in the version, by their names in the database. */
	private final Map<String, String> indexes = new HashMap<>();

	/**
	 * Creates the keys.
	 * @param chains the chains between the live versions
	 */
	NewerForeignKeys(List<DraftedChain> chains) {
		for (DraftedChain chain : chains) {
			chain.draft()
				.touchedTables()
				.stream()
				.filter(SharedTable::isDropped)
				.map((table) -> chain.scope().table(table.physicalName()))
				.forEach(this.droppedTables::add);
			chain.draft()
				.foreignKeys()
				.forEach((key) -> this.names
					.put(place(chain.request().base(), key.table().physicalName(), key.waitingName()), key.name()));
			chain.draft().touchedTables().forEach((table) -> dropped(table).forEach(this.leaving::add));
			copies(chain).forEach((key, copy) -> {
				this.leaving.add(key.oid());
				this.names.put(place(key.fromSchema(), key.fromTable(), copy), key.name());
			});
		}
	}

	private static Map<ForeignKey, String> copies(DraftedChain chain) {
		List<TableWork> works = chain.draft()
			.touchedTables()
			.stream()
			.map((table) -> new TableWork(chain.scope(), chain.draft(), table))
			.toList();
		return new ForeignKeys(chain.scope(), chain.draft(), works).copies();
	}

	private static Stream<Long> dropped(SharedTable table) {
		return table.source().foreignKeys().stream().filter(table.existingRules()::drops).map(ForeignKey::oid);
	}

	private static String place(String schema, String table, String key) {
		return Identifier.qualified(schema, table) + "." + Identifier.quote(key);
	}

	/**
	 * Returns the tables with these keys.
	 * @param physical the tables in the database
	 * @param tables the tables as the version sees them
	 */
	List<Table> in(Catalogue physical, List<Table> tables) {
		Map<Long, String> seen = new HashMap<>();
		indexes(tables).forEach((index) -> seen.put(index.oid(), index.name()));
		indexes(physical.tables())
			.forEach((index) -> this.indexes.put(index.name(), seen.getOrDefault(index.oid(), index.name())));
		Map<String, Map<Long, String>> known = new HashMap<>();
		List<Table> own = new ArrayList<>();
		for (Table table : tables) {
			List<Constraint> constraints = table.constraints().stream().flatMap((key) -> seen(key).stream()).toList();
			Map<Long, String> keys = new HashMap<>();
			constraints.stream()
				.map(Constraint::foreignKey)
				.filter(Objects::nonNull)
				.forEach((key) -> keys.put(key.oid(), key.name()));
			known.put(table.physicalName(), keys);
			own.add(table.withKeys(constraints, table.inboundForeignKeys()));
		}
		return own.stream()
			.map((table) -> table.withKeys(table.constraints(), table.inboundForeignKeys()
				.stream()
				.flatMap((key) -> inbound(key,
						key.fromSchema().equals(physical.schema()) ? known.get(key.fromTable()) : null)
					.stream())
				.toList()))
			.toList();
	}

	private Optional<Constraint> seen(Constraint constraint) {
		ForeignKey key = constraint.foreignKey();
		if (key == null) {
			return Optional.of(constraint);
		}
		if (this.leaving.contains(key.oid())) {
			return Optional.empty();
		}
		boolean named = !constraint.name().equals(key.name());
		return Optional.of(constraint.with(named(key, named ? constraint.name() : name(key))));
	}

	/** The version may not have a key that the table still has. */
	private Optional<ForeignKey> inbound(ForeignKey key, @Nullable Map<Long, String> keysOfTable) {
		if (keysOfTable == null) {
			boolean gone = this.leaving.contains(key.oid())
					|| this.droppedTables.contains(Identifier.qualified(key.fromSchema(), key.fromTable()));
			return gone ? Optional.empty() : Optional.of(named(key, name(key)));
		}
		return Optional.ofNullable(keysOfTable.get(key.oid())).map((name) -> named(key, name));
	}

	private ForeignKey named(ForeignKey key, String name) {
		String index = key.index();
		return key.named(name, (index != null) ? this.indexes.getOrDefault(index, index) : null);
	}

	private static Stream<Index> indexes(List<Table> tables) {
		return tables.stream().flatMap((table) -> table.indexes().stream());
	}

	private String name(ForeignKey key) {
		return this.names.getOrDefault(place(key.fromSchema(), key.fromTable(), key.name()), key.name());
	}

}
