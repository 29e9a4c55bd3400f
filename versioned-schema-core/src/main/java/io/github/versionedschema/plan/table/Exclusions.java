package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.sync.Subject;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;

/**
 * Copies the exclusion constraints on replaced columns. PostgreSQL can build one only
 * while it blocks all access to the table, so only small tables get a copy.
 */
public final class Exclusions {

	/** The size of a table whose constraint is built within milliseconds. */
	private static final int SMALL_BYTES = 512 * 1024;

	private final TableWork work;

	private final IndexCopies copies;

	public Exclusions(TableWork work) {
		this.work = work;
		this.copies = work.indexes();
	}

	/** Writes the steps that add the copies. */
	public void write(Steps steps) {
		for (Index index : this.copies.exclusions()) {
			String copy = this.copies.copyName(index);
			String table = this.work.sqlName();
			steps.add("exclusion." + copy, Phase.BUILD, "copy exclusion constraint " + index.name())
				.on(this.work.name())
				.locking("ACCESS EXCLUSIVE on " + this.work.name())
				.scanning()
				.from(this.work.table().origin())
				.undoneBy(Steps.exclusively(table,
						"ALTER TABLE IF EXISTS %s DROP CONSTRAINT IF EXISTS %s".formatted(table,
								Identifier.quote(copy))))
				.runs(Steps.exclusively(table,
						this.copies.exclude(index, table, copy,
								constraint(index).deferrable() ? " DEFERRABLE INITIALLY DEFERRED" : "",
								ColumnDraft::physicalName)));
		}
	}

	/** Returns the statements that drop the constraints of the older version. */
	public List<String> drop() {
		return this.copies.exclusions()
			.stream()
			.map((index) -> "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(this.work.sqlName(),
					Identifier.quote(index.name())))
			.toList();
	}

	/**
	 * Returns the statements that let the copies replace them. PostgreSQL cannot alter
	 * when an exclusion constraint is checked.
	 */
	public List<String> add() {
		List<String> statements = new ArrayList<>();
		String table = this.work.sqlName();
		for (Index index : this.copies.exclusions()) {
			Constraint constraint = constraint(index);
			String name = Identifier.quote(index.name());
			String copy = Identifier.quote(this.copies.copyName(index));
			if (constraint.deferrable() && !constraint.initiallyDeferred()) {
				statements.add("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, copy));
				statements.add(this.copies.exclude(index, table, index.name(), " DEFERRABLE",
						(column) -> (column.ancestor() != null) ? column.ancestor().name() : column.physicalName()));
			}
			else {
				statements.add("ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(table, copy, name));
			}
		}
		return statements;
	}

	/**
	 * Returns the checks that the table is small, and that the constraints fit the new
	 * types.
	 * @param tryTable an empty table with the new columns
	 */
	public List<Check> checks(String tryTable) {
		List<Check> checks = new ArrayList<>();
		for (Index index : this.copies.exclusions()) {
			Source source = Objects.requireNonNullElse(this.copies.cause(index.columns()),
					this.work.table().lastSource());
			String what = "the copy of exclusion constraint " + index.name();
			checks.add(new Check(what, "DO " + Identifier.dollarQuoted("""
					BEGIN
						IF pg_catalog.pg_relation_size(%1$s::pg_catalog.regclass) OPERATOR(pg_catalog.>) %2$d THEN
							RAISE EXCEPTION USING MESSAGE = %3$s, HINT = %4$s;
						END IF;
					END
					""".formatted(Identifier.literal(this.work.sqlName()), SMALL_BYTES, Identifier.literal(
					"exclusion constraint %s can only be built while all access to the table is blocked, for which %s is too large"
						.formatted(index.name(), this.work.name())),
					Identifier.literal(
							"Drop the constraint first, and add it again after complete, while no client needs the table: "
									+ this.copies.exclude(index, this.work.sqlName(), index.name(),
											timing(constraint(index)), ColumnDraft::requiredName)))),
					-1, source));
			checks
				.add(new Check(what,
						this.copies.exclude(index, tryTable, this.copies.copyName(index), "",
								ColumnDraft::requiredName),
						-1, source)
					.needing(Subject.of(this.copies.replacing(index.columns()))));
		}
		return checks;
	}

	private static String timing(Constraint constraint) {
		return constraint.initiallyDeferred() ? " DEFERRABLE INITIALLY DEFERRED"
				: constraint.deferrable() ? " DEFERRABLE" : "";
	}

	private Constraint constraint(Index index) {
		return this.work.table().source().constraint(Objects.requireNonNull(index.constraint())).orElseThrow();
	}

}
