package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.OwnedSequence;
import io.github.versionedschema.schema.Table;

/**
 * The names of tables, indexes and sequences in the base schema, of which each exists
 * once. What the old version needs keeps its name until complete; what the chain makes
 * under the same name has another one until then.
 */
final class RelationNames {

	private final Catalogue catalogue;

	private final Set<String> relations = new HashSet<>();

	private final Set<String> indexes = new HashSet<>();

	private final Set<String> added = new HashSet<>();

	private final Set<String> leaving = new HashSet<>();

	private final List<LateName> late = new ArrayList<>();

	RelationNames(Catalogue catalogue) {
		this.catalogue = catalogue;
		this.relations.addAll(catalogue.otherRelations().keySet());
		catalogue.tables().forEach((table) -> {
			this.relations.add(table.name());
			table.indexes().stream().map(Index::name).forEach(this.indexes::add);
		});
		this.relations.addAll(this.indexes);
	}

	/** Returns whether an index of a table had the name before the chain. */
	boolean isIndexOfCatalogue(String name) {
		return this.indexes.contains(name);
	}

	/** Returns whether a relation had the name before the chain. */
	boolean isOfCatalogue(String name) {
		return this.relations.contains(name);
	}

	/** Records something that the chain makes. */
	void add(String relation) {
		this.added.add(relation);
	}

	/**
	 * Takes a name for an index.
	 * @return what the index is called until complete
	 */
	String takeForIndex(String name) {
		if (!isFreeAtLast(name)) {
			throw taken(name);
		}
		this.added.add(name);
		if (!isOfCatalogue(name)) {
			return name;
		}
		String meanwhile = takeMeanwhile(name);
		this.late.add(new LateName(LateName.Kind.INDEX, meanwhile, name));
		return meanwhile;
	}

	/** Takes a name that has to be free at once: a constraint gives it to its index. */
	String takeForConstraint(String name) {
		if (isOfCatalogue(name)) {
			throw taken(name);
		}
		return takeForIndex(name);
	}

	private Rejection taken(String name) {
		return new Rejection("The name %s of the index is taken in schema %s.".formatted(Names.shown(name),
				Names.shown(this.catalogue.schema())), "Choose another name.");
	}

	/** Takes the wanted name for a sequence, or one like it. */
	String takeForSequence(String wanted) {
		return takeFree(wanted);
	}

	/** Takes a name for what bears the given one only after complete. */
	String takeMeanwhile(String name) {
		return takeFree("_vs_" + name);
	}

	/**
	 * Takes a name for a table that bears the given one only after complete. What
	 * PostgreSQL names after it must not meet the copy of an index.
	 */
	String takeForTable(String name) {
		return takeFree("_vs_new_" + name);
	}

	private String takeFree(String wanted) {
		String name = free(wanted);
		this.added.add(name);
		return name;
	}

	/** Gives back the name of an index that the chain added and drops again. */
	void giveBack(String name) {
		this.added.remove(name);
		this.late.removeIf((rename) -> rename.to().equals(name));
	}

	/** Records an index that is gone after complete. */
	void leaves(String index) {
		this.leaving.add(index);
	}

	/** Records a table that is gone after complete, with all that goes with it. */
	void leaves(Table table) {
		table.indexes().stream().map(Index::name).forEach(this.leaving::add);
		table.columns()
			.stream()
			.map(Column::ownedSequences)
			.flatMap(List::stream)
			.map(OwnedSequence::name)
			.forEach(this.leaving::add);
	}

	/** Returns the wanted name or one like it that no relation has. */
	String free(String wanted) {
		String candidate = Identifier.truncatedWithHash(wanted);
		for (int number = 1; !isFree(candidate); number++) {
			candidate = Identifier.truncatedWithHash(wanted + number);
		}
		return candidate;
	}

	/** Returns whether no relation has the name or gets it. */
	boolean isFree(String name) {
		return !isOfCatalogue(name) && !this.added.contains(name);
	}

	/** Returns whether no relation has the name after complete. */
	boolean isFreeAtLast(String name) {
		return !this.added.contains(name) && (!isOfCatalogue(name) || this.leaving.contains(name));
	}

	/** Returns what takes its name only at complete. */
	List<LateName> late() {
		return List.copyOf(this.late);
	}

}
