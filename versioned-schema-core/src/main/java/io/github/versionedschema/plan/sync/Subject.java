package io.github.versionedschema.plan.sync;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.Demand;

/**
 * The subject that a check decides and other checks need, so that one error is reported
 * only once.
 */
public final class Subject {

	private Subject() {
	}

	/** Returns the type of a column that the chain creates. */
	public static String of(ColumnDraft column) {
		return "column %s, %s".formatted(column.physicalName(), column.operation());
	}

	/** Returns the default of a column. */
	public static String ofDefault(ColumnDraft column) {
		return "default of " + of(column);
	}

	/** Returns the types of the columns that the chain creates. */
	public static Set<String> of(Collection<ColumnDraft> columns) {
		return columns.stream()
			.filter((column) -> column.operation() != null)
			.map(Subject::of)
			.collect(Collectors.toSet());
	}

	/** Returns a constraint of the newer version. */
	public static String of(Demand demand) {
		return "demand %s, %s".formatted(demand.name(), demand.source());
	}

	/** Returns a constraint and the types of its columns. */
	static Set<String> withColumns(Demand demand) {
		Set<String> subjects = new HashSet<>(of(demand.columns()));
		subjects.add(of(demand));
		return subjects;
	}

}
