package io.github.versionedschema.plan.draft.rule;

import java.util.List;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import org.jspecify.annotations.Nullable;

/**
 * A unique constraint or a primary key, which an index enforces.
 *
 * @param primary whether it is the primary key
 * @param deferrable whether it is deferrable
 * @param initiallyDeferred whether it is initially deferred
 * @param nullsNotDistinct whether two nulls count as equal
 * @param included the columns that its index includes in addition to its key
 * @param tablespace the tablespace of its index, or null
 */
public record NewKey(boolean primary, boolean deferrable, boolean initiallyDeferred, boolean nullsNotDistinct,
		List<ColumnDraft> included, @Nullable String tablespace) {

	/** A unique constraint without options. */
	public static final NewKey UNIQUE = new NewKey(false, false, false, false, List.of(), null);

	public NewKey {
		included = List.copyOf(included);
	}

	/** Returns the same key with the replacement of an included column. */
	public NewKey moved(ColumnDraft column, ColumnDraft replacement) {
		return new NewKey(this.primary, this.deferrable, this.initiallyDeferred, this.nullsNotDistinct,
				this.included.stream().map((included) -> (included == column) ? replacement : included).toList(),
				this.tablespace);
	}

	/**
	 * Returns the statement that makes an index the index of the key. It runs when the
	 * older versions are gone: with a deferrable key, PostgreSQL refuses each {@code ON
	 * CONFLICT DO NOTHING} that names no other key.
	 * @param table the table, as written in SQL
	 * @param index the name of the index and of the constraint, as written in SQL
	 */
	public String attach(String table, String index) {
		return "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s%s%s".formatted(table, index,
				this.primary ? "PRIMARY KEY" : "UNIQUE", index, this.deferrable ? " DEFERRABLE" : "",
				this.initiallyDeferred ? " INITIALLY DEFERRED" : "");
	}

}
