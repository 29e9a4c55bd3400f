package io.github.versionedschema.migration.reshape;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.model.NullsOrder;
import io.github.versionedschema.migration.model.SortOrder;
import io.github.versionedschema.migration.reshape.translation.NativeObject;
import io.github.versionedschema.migration.reshape.translation.Translation;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Adds an index.
 *
 * @param table its table
 * @param index the index
 */
record AddIndex(String table, Index index) implements Action {

	@Override
	public void translate(Translation to) {
		to.add("create_index",
				to.object()
					.with("name", this.index.name())
					.with("table", this.table)
					.with("columns", columns(to))
					.with("method", this.index.type())
					.with("unique", this.index.unique())
					.with("predicate", this.index.where()));
		if (this.index.comment() != null) {
			to.addOnComplete(comment(Identifier.quote(this.index.name()), Identifier.literal(this.index.comment())));
		}
	}

	private List<NativeObject> columns(Translation to) {
		List<NativeObject> columns = new ArrayList<>();
		for (int i = 0; i < this.index.columns().size(); i++) {
			Member member = this.index.columns().get(i);
			if ((member.column() == null) == (member.expression() == null)) {
				to.refuse("'index.columns[%d]' must have either the key 'column' or the key 'expression'".formatted(i),
						null, "index", "columns", i);
			}
			columns.add(to.object()
				.with("column", member.column())
				.with("expression", member.expression())
				.with("sort", member.direction())
				.with("nulls", member.nulls()));
		}
		return columns;
	}

	/**
	 * A later migration that is completed at the same time may have dropped the index.
	 */
	private static String comment(String name, String comment) {
		String body = """
				BEGIN
				  IF to_regclass(%s) IS NOT NULL THEN
				    COMMENT ON INDEX %s IS %s;
				  END IF;
				END""".formatted(Identifier.literal(name), name, comment);
		return "DO " + Identifier.dollarQuoted(body);
	}

	/**
	 * An index.
	 *
	 * @param name its name
	 * @param columns what it consists of, in order
	 * @param unique whether it is unique
	 * @param type the access method, or null for the server's default
	 * @param where the condition of a partial index, or null
	 * @param comment its comment, or null
	 */
	record Index(String name, List<Member> columns, boolean unique, @Nullable String type, @Nullable String where,
			@Nullable String comment) {

		Index {
			columns = List.copyOf(columns);
		}

	}

	/**
	 * A column or an expression of an index. Absent properties have the server's
	 * defaults.
	 *
	 * @param column the column, or null
	 * @param expression the expression, or null
	 * @param direction its direction
	 * @param nulls the order of its nulls
	 */
	record Member(@Nullable String column, @Nullable String expression, @Nullable SortOrder direction,
			@Nullable NullsOrder nulls) {

	}

}
