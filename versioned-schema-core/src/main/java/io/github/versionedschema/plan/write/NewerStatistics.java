package io.github.versionedschema.plan.write;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Table;

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
		Set<String> present = this.physical.dependants().stream().map(Dependant::name).collect(Collectors.toSet());
		return Stream
			.concat(this.physical.dependants().stream().filter((object) -> !object.isStatistics()),
					this.draft.source()
						.dependants()
						.stream()
						.filter((object) -> object.isStatistics() && present.contains(object.name()))
						.flatMap((object) -> moved(object).stream()))
			.toList();
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
