package io.github.versionedschema.plan.write;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The objects that depend on a table as the newer version of a chain sees it. Those on a
 * replaced column follow its replacement at complete.
 */
final class NewerDependants {

	private final SharedTable draft;

	private final IndexCopies copies;

	private final Table physical;

	private final NewerColumns columns;

	/**
	 * Creates the objects.
	 * @param draft the table in the chain
	 * @param copies its replaced columns
	 * @param physical the table in the database
	 * @param columns its columns
	 */
	NewerDependants(SharedTable draft, IndexCopies copies, Table physical, NewerColumns columns) {
		this.draft = draft;
		this.copies = copies;
		this.physical = physical;
		this.columns = columns;
	}

	List<Dependant> list() {
		Map<String, Dependant> known = new HashMap<>();
		this.draft.source().dependants().forEach((object) -> known.put(object.described(), object));
		return this.physical.dependants()
			.stream()
			.flatMap((object) -> seen(object, known.get(object.described())).stream())
			.toList();
	}

	/** Others may have created it since. */
	private Optional<Dependant> seen(Dependant object, @Nullable Dependant known) {
		if (object.isMovable()) {
			return Optional.of((known != null) ? object.on(moved(known)) : object);
		}
		if (!object.isStatistics()) {
			return Optional.of(object);
		}
		if (known != null) {
			List<Integer> numbers = moved(known);
			return (numbers.size() == known.columns().size()) ? Optional.of(known.on(numbers)) : Optional.empty();
		}
		return this.columns.numbers().containsAll(object.columns()) ? Optional.of(object) : Optional.empty();
	}

	/** Returns the columns that it uses after complete. */
	private List<Integer> moved(Dependant object) {
		return object.columns()
			.stream()
			.filter((number) -> this.draft.source().column(number).isPresent() && !this.copies.isDropped(number))
			.flatMap((number) -> this.columns.number(this.copies.column(number)).stream())
			.sorted()
			.toList();
	}

}
