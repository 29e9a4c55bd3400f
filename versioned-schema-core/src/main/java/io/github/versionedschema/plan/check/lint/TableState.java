package io.github.versionedschema.plan.check.lint;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A table or materialized view at one moment of a transaction.
 *
 * @param kind what it is, as messages name it
 * @param oid its number, which stays when it is renamed
 * @param schema its schema
 * @param name its name
 * @param filenode the number of its file, which changes when it is rewritten
 * @param scans how often the transaction has read all of it
 * @param lock the strongest lock on it that the transaction has and that blocks writes of
 * others, as PostgreSQL names it; null if there is none
 * @param columns its columns
 * @param constraints the names of its constraints
 * @param indexes its indexes
 */
public record TableState(String kind, long oid, String schema, String name, long filenode, long scans,
		@Nullable String lock, List<ColumnState> columns, List<String> constraints, List<IndexState> indexes) {

	public TableState {
		columns = (columns != null) ? List.copyOf(columns) : List.of();
		constraints = (constraints != null) ? List.copyOf(constraints) : List.of();
		indexes = (indexes != null) ? List.copyOf(indexes) : List.of();
	}

	/** Returns its kind and name for messages. */
	String shown() {
		return "%s \"%s\"".formatted(this.kind, this.name);
	}

	boolean isTable() {
		return this.kind.equals("table");
	}

	Optional<ColumnState> column(int number) {
		return this.columns.stream().filter((column) -> column.number() == number).findFirst();
	}

	/**
	 * A column.
	 *
	 * @param number its number, which stays when it is renamed
	 * @param name its name
	 * @param type its type with modifiers
	 * @param required whether it is NOT NULL
	 */
	public record ColumnState(int number, String name, String type, boolean required) {
	}

	/**
	 * An index.
	 *
	 * @param name its name
	 * @param unique whether it is unique
	 */
	public record IndexState(String name, boolean unique) {
	}

}
