package io.github.versionedschema.migration.reshape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.model.Defaulted;
import io.github.versionedschema.migration.reshape.translation.NativeObject;
import io.github.versionedschema.migration.reshape.translation.Translation;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Creates a table.
 *
 * @param name its name
 * @param columns its columns, in order
 * @param primaryKey the columns of its primary key, in order
 * @param foreignKeys its foreign keys
 * @param checks its checks
 * @param comment its comment, or null
 * @param up how its rows are computed from rows of another table, or null
 */
record CreateTable(String name, List<Column> columns, List<String> primaryKey, @Defaulted List<ForeignKey> foreignKeys,
		@Defaulted List<Check> checks, @Nullable String comment, @Nullable Up up) implements Action {

	CreateTable {
		columns = List.copyOf(columns);
		primaryKey = List.copyOf(primaryKey);
		foreignKeys = (foreignKeys != null) ? List.copyOf(foreignKeys) : List.of();
		checks = (checks != null) ? List.copyOf(checks) : List.of();
	}

	@Override
	public void translate(Translation to) {
		if (this.primaryKey.isEmpty()) {
			to.refuse("'primary_key' is empty", "Name at least one column", "primary_key");
		}
		List<Check> named = namedChecks();
		to.add("create_table",
				to.object()
					.with("name", this.name)
					.with("columns", columns(to))
					.with("comment", this.comment)
					.with("constraints", constraints(to, named))
					.with("up", (this.up != null) ? this.up.translate(to, this.name) : null));
		for (Check check : named) {
			if (check.name() != null && check.comment() != null) {
				to.add("sql",
						to.object()
							.with("up", "COMMENT ON CONSTRAINT %s ON %s IS %s".formatted(Identifier.quote(check.name()),
									Identifier.quote(this.name), Identifier.literal(check.comment()))));
			}
		}
	}

	private List<NativeObject> columns(Translation to) {
		List<NativeObject> translated = new ArrayList<>();
		for (int i = 0; i < this.columns.size(); i++) {
			Column column = this.columns.get(i);
			boolean inKey = isKeyInOrder() && this.primaryKey.contains(column.name());
			translated.add(column.translate(to, inKey, "columns", i));
		}
		return translated;
	}

	private List<NativeObject> constraints(Translation to, List<Check> named) {
		List<NativeObject> constraints = new ArrayList<>();
		if (!isKeyInOrder()) {
			constraints.add(to.object()
				.with("name", ConstraintName.of(this.name, null, "pkey"))
				.with("type", "primary_key")
				.with("columns", this.primaryKey));
		}
		Set<String> names = new HashSet<>();
		for (ForeignKey key : this.foreignKeys) {
			String label = "fkey";
			for (int number = 1; !names.add(key.name(this.name, label)); number++) {
				label = "fkey" + number;
			}
			constraints.add(key.translate(to, key.name(this.name, label)));
		}
		named.forEach((check) -> constraints.add(check.translate(to)));
		return constraints;
	}

	/** Returns the checks; those without a name get the one that PostgreSQL gives. */
	private List<Check> namedChecks() {
		List<String> columns = this.columns.stream().map(Column::name).toList();
		Set<String> taken = this.checks.stream().map(Check::name).filter(Objects::nonNull).collect(Collectors.toSet());
		List<Check> named = new ArrayList<>();
		for (Check check : this.checks) {
			String label = "check";
			for (int number = 1; check.name() == null && !taken.add(check.name(this.name, columns, label)); number++) {
				label = "check" + number;
			}
			named.add((check.name() != null) ? check : check.named(check.name(this.name, columns, label)));
		}
		return named;
	}

	/**
	 * How rows are computed from rows of another table.
	 *
	 * @param table the other table
	 * @param values the SQL expressions of the columns
	 * @param where the condition that matches rows of both tables, or null
	 * @param upsertConstraint the constraint that decides whether a row exists; the
	 * primary key if null
	 */
	record Up(String table, Map<String, String> values, @Nullable String where, @Nullable String upsertConstraint) {

		private NativeObject translate(Translation to, String name) {
			if (this.upsertConstraint != null && !this.upsertConstraint.equals(ConstraintName.of(name, null, "pkey"))) {
				to.refuse("'upsert_constraint' must be the primary key", "Leave it out", "up", "upsert_constraint");
			}
			NativeObject translated = to.object();
			this.values.forEach(translated::with);
			return to.object().with("table", this.table).with("values", translated).with("where", this.where);
		}

	}

	/** The native key of columns has their order. */
	private boolean isKeyInOrder() {
		return this.columns.stream()
			.map(Column::name)
			.filter(this.primaryKey::contains)
			.toList()
			.equals(this.primaryKey);
	}

}
