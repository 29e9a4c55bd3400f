package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.rule.Demand;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.LateCheck;

/**
 * The checks that an older live migration adds to a table and that are not in the table
 * yet. They go with the columns that they mention. If one of these is replaced, the chain
 * demands the check of the replacement.
 */
final class LateChecks {

	private final SharedTable table;

	private final List<LateCheck> untouched;

	LateChecks(SharedTable table) {
		this.table = table;
		this.untouched = new ArrayList<>(table.source().physical().lateChecks());
	}

	/** Returns the check of that name, whatever the chain does to its columns. */
	Optional<LateCheck> of(String name) {
		return this.table.source()
			.physical()
			.lateChecks()
			.stream()
			.filter((check) -> check.name().equals(name))
			.findFirst();
	}

	Stream<String> names() {
		return this.table.source().physical().lateChecks().stream().map(LateCheck::name);
	}

	/** Forgets the checks on a column that the chain drops. */
	void forget(ColumnDraft column) {
		this.untouched.removeIf((check) -> mentions(check, column));
	}

	/** Forgets a check that the chain drops. */
	void forget(String name) {
		this.untouched.removeIf((check) -> check.name().equals(name));
	}

	/**
	 * Takes the checks on a column that the chain replaces.
	 * @return the same checks, as demands of the chain
	 */
	List<Demand> take(ColumnDraft column, Source operation) {
		List<LateCheck> taken = this.untouched.stream().filter((check) -> mentions(check, column)).toList();
		this.untouched.removeAll(taken);
		return taken.stream().map((check) -> demand(check, column, operation)).toList();
	}

	private static boolean mentions(LateCheck check, ColumnDraft column) {
		Column ancestor = column.ancestor();
		return ancestor != null && check.mentions(List.of(ancestor.number()));
	}

	private Demand demand(LateCheck check, ColumnDraft replaced, Source operation) {
		List<Argument> arguments = new ArrayList<>();
		check.columns()
			.forEach((name, number) -> Stream.concat(Stream.of(replaced), this.table.visibleColumns().stream())
				.filter((column) -> isNumber(column, number))
				.findFirst()
				.ifPresent((column) -> arguments.add(new Argument(name, column))));
		arguments.sort(Comparator.comparing(Argument::name));
		return Demand.check(check.name(), new Expression(check.condition(), arguments, check.rowName(),
				"check " + Names.shown(check.name()), operation), check.noInherit(), operation);
	}

	private static boolean isNumber(ColumnDraft column, int number) {
		Column ancestor = column.ancestor();
		return ancestor != null && ancestor.number() == number;
	}

}
