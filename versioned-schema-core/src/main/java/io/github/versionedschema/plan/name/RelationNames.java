package io.github.versionedschema.plan.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;

/**
 * Manages the names of tables, indexes and sequences in the base schema, which must be
 * unique. Relations that the older version needs keep their names until complete. New
 * relations of the same name have another name until then.
 */
public final class RelationNames {

	private final Catalogue catalogue;

	private final Set<String> relations = new HashSet<>();

	private final Set<String> indexes = new HashSet<>();

	private final Set<String> added = new HashSet<>();

	private final Set<String> leaving = new HashSet<>();

	private final Map<String, String> copies = new HashMap<>();

	private final List<LateName> late = new ArrayList<>();

	private final List<GeneratedName> generated = new ArrayList<>();

	public RelationNames(Catalogue catalogue) {
		this.catalogue = catalogue;
		this.relations.addAll(catalogue.otherRelations().keySet());
		catalogue.tables().forEach((table) -> {
			this.relations.add(table.name());
			this.relations.add(table.physicalName());
			this.relations.addAll(table.physical().formerNames());
			table.indexes().stream().map(Index::name).forEach(this.indexes::add);
		});
		this.relations.addAll(this.indexes);
		this.leaving.addAll(catalogue.leaving());
	}

	/** Returns whether an index of a table had the name before the chain. */
	public boolean isIndexOfCatalogue(String name) {
		return this.indexes.contains(name);
	}

	/** Returns whether a relation had the name before the chain. */
	public boolean isOfCatalogue(String name) {
		return this.relations.contains(name);
	}

	/** Returns whether the chain uses the name for a relation that it creates. */
	public boolean isAdded(String name) {
		return this.added.contains(name);
	}

	/** Records a relation that the chain creates. */
	public void add(String relation) {
		this.added.add(relation);
	}

	/**
	 * Reserves a name for an index.
	 * @return the name of the index until complete
	 */
	public String takeForIndex(String name) {
		if (!isFreeAtLast(name)) {
			throw taken(name);
		}
		this.added.add(name);
		if (!isOfCatalogue(name)) {
			return name;
		}
		String waitingName = takeWaitingName(name);
		this.late.add(new LateName(LateName.Kind.INDEX, waitingName, name));
		return waitingName;
	}

	private Rejection taken(String name) {
		return new Rejection("The name %s of the index is taken in schema %s.".formatted(Names.shown(name),
				Names.shown(this.catalogue.schema())), "Choose another name.");
	}

	/** Reserves the given name for a sequence, or a similar one. */
	public String takeForSequence(String wanted) {
		return takeFree(wanted);
	}

	/** Reserves a temporary name for a relation that gets the given name at complete. */
	private String takeWaitingName(String name) {
		return takeFree("_vs_" + name);
	}

	/**
	 * Returns the name until complete of the copy of an index that was there before the
	 * chain. It is reserved when it is first asked for.
	 */
	public String nameOfCopy(String index) {
		return this.copies.computeIfAbsent(index, this::takeWaitingName);
	}

	/**
	 * Reserves a temporary name for a table that gets the given name at complete. Names
	 * that PostgreSQL derives from it must not conflict with the copy of an index.
	 */
	public String takeForTable(String name) {
		return takeFree("_vs_new_" + name);
	}

	private String takeFree(String wanted) {
		String name = free(wanted);
		this.added.add(name);
		return name;
	}

	/** Releases the name of an index that the chain added and drops again. */
	public void giveBack(String name) {
		this.added.remove(name);
		this.late.removeIf((rename) -> rename.to().equals(name));
	}

	/** Records an index that is dropped, or gets another name, at complete. */
	public void leaves(String index) {
		this.leaving.add(index);
	}

	/** Records that an index keeps its name, after it was to leave it. */
	public void stays(String index) {
		if (this.added.contains(index)) {
			throw taken(index);
		}
		this.leaving.remove(index);
	}

	/** Records a table that is dropped at complete, with its dependent relations. */
	public void leaves(Table table) {
		this.leaving.addAll(table.ownedRelations());
	}

	/** Returns the given name, or a similar one that no relation has. */
	public String free(String wanted) {
		String candidate = Identifier.truncatedWithHash(wanted);
		for (int number = 1; !isFree(candidate); number++) {
			candidate = Identifier.truncatedWithHash(wanted + number);
		}
		return candidate;
	}

	/** Returns whether no relation has the name or will get it. */
	public boolean isFree(String name) {
		return !isOfCatalogue(name) && !this.added.contains(name);
	}

	/** Returns whether no relation has the name after complete. */
	public boolean isFreeAtLast(String name) {
		return !this.added.contains(name) && (!isOfCatalogue(name) || this.leaving.contains(name));
	}

	/** Records a generated name that another one replaces at complete. */
	void add(GeneratedName name) {
		this.generated.add(name);
	}

	/** Forgets such a name, as its object is dropped. */
	void forget(GeneratedName name) {
		this.generated.remove(name);
	}

	/** Returns the final name of such an object. Earlier ones choose first. */
	LateName late(GeneratedName name) {
		Set<String> chosen = new HashSet<>();
		String to = name.waitingName();
		for (GeneratedName each : this.generated.subList(0, this.generated.indexOf(name) + 1)) {
			to = each.first((candidate) -> isFreeAtLast(candidate) && chosen.add(candidate));
		}
		return new LateName(name.kind(), name.waitingName(), to);
	}

	/** Returns the relations that get their names at complete. */
	public List<LateName> late() {
		return List.copyOf(this.late);
	}

}
