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
 * The objects that depend on a table as the newer version of a chain sees it. Extended
 * statistics on a replaced column move to its replacement at complete.
 */
final class NewerStatistics {

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
	NewerStatistics(SharedTable draft, IndexCopies copies, Table physical, NewerColumns columns) {
		this.draft = draft;
		this.copies = copies;
		this.physical = physical;
		this.columns = columns;
	}

	List<Dependant> list() {
		Map<String, Dependant> known = new HashMap<>();
		this.draft.source()
			.dependants()
			.stream()
			.filter(Dependant::isStatistics)
			.forEach((object) -> known.put(object.name(), object));
		return this.physical.dependants()
			.stream()
			.flatMap((object) -> (object.isStatistics() ? seen(object, known.get(object.name())) : Optional.of(object))
				.stream())
			.toList();
	}

	/** Others may have created it since. */
	private Optional<Dependant> seen(Dependant object, @Nullable Dependant known) {
		if (known != null) {
			return moved(known);
		}
		return this.columns.numbers().containsAll(object.columns()) ? Optional.of(object) : Optional.empty();
	}

	private Optional<Dependant> moved(Dependant object) {
		List<Integer> numbers = object.columns()
			.stream()
			.filter((number) -> !this.copies.isDropped(number))
			.flatMap((number) -> this.columns.number(this.copies.column(number)).stream())
			.sorted()
			.toList();
		return (numbers.size() == object.columns().size()) ? Optional.of(object.on(numbers)) : Optional.empty();
	}

}
