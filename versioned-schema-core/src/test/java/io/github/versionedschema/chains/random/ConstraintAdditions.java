package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.ChainColumn.Role;
import io.github.versionedschema.chains.table.ChainConstraint;
import io.github.versionedschema.chains.table.ChainConstraint.Type;
import org.jspecify.annotations.Nullable;

/**
 * Generates operations that add constraints and indexes, which all rows satisfy.
 *
 * @param random source of randomness
 * @param picks picks the columns
 * @param table the table that is changed
 */
record ConstraintAdditions(Random random, Picks picks, ChangingTable table) {

	void addCheckOfColumn() {
		ChainColumn column = this.picks.changeable(this.table.columns());
		if (column != null) {
			String name = this.table.objects().constraintName();
			this.table.add(ChainOperation
				.ofNoValues("- alter_column: {table: %s, column: %s, check: {name: %s, constraint: %s}}\n".formatted(
						this.table.yaml(), Yaml.quoted(column.name()), Yaml.quoted(name),
						Yaml.quoted(condition(List.of(column))))));
			record(name, Type.CHECK, List.of(column));
		}
	}

	void addIndex() {
		ChainColumn column = this.picks.changeable(this.table.columns());
		if (column != null && column.kind().ordered()) {
			String name = this.table.objects().name("index");
			this.table.add(ChainOperation
				.ofNoValues("- create_index: {name: %s, table: %s, columns: [%s, %s], unique: true}\n".formatted(name,
						this.table.yaml(), Yaml.quoted(this.table.key().name()), Yaml.quoted(column.name()))));
			record(name, Type.INDEX, List.of(this.table.key(), column));
		}
	}

	/** The values of the columns may change with the constraint, all together. */
	void addCheck() {
		List<ChainColumn> columns = changeable();
		if (columns.isEmpty()) {
			return;
		}
		String name = this.table.objects().constraintName();
		String text = create(name, "check", columns) + ", check: " + Yaml.quoted(condition(columns));
		if (this.random.nextInt(3) > 0) {
			add(text, name, Type.CHECK, columns);
			return;
		}
		List<Change> changes = this.picks.together(columns, this.table::newIdentity);
		this.table.add(Change.operation(text + Change.maps(changes) + "}\n", changes));
		changes.forEach((change) -> this.table.replace(change.from(), change.to()));
		record(name, Type.CHECK, changes.stream().map(Change::to).toList());
	}

	/** The key makes the columns unique. */
	void addUnique() {
		if (this.table.given().partitioned()) {
			return;
		}
		List<ChainColumn> columns = withKey(changeable().stream().filter((column) -> column.kind().ordered()).toList());
		String name = this.table.objects().constraintName();
		String options = this.random.nextInt(3) == 0 ? ", nulls_not_distinct: true" : "";
		boolean deferrable = this.random.nextInt(3) == 0;
		if (deferrable) {
			options += ", deferrable: true, initially_deferred: " + this.random.nextBoolean();
		}
		if (this.random.nextInt(4) == 0) {
			options += ", index_parameters: {storage_parameters: fillfactor = 90}";
		}
		add(create(name, "unique", columns) + options, name, deferrable ? Type.DEFERRABLE : Type.UNIQUE, columns);
	}

	/**
	 * Older versions may write nulls, which prevent complete, in columns that allow them.
	 */
	void addPrimaryKey() {
		if (this.table.objects().has(Type.PRIMARY_KEY) || this.table.given().partitioned()) {
			return;
		}
		List<ChainColumn> columns = withKey(
				changeable().stream().filter((column) -> column.kind().ordered() && column.notNull()).toList());
		String name = this.table.objects().constraintName();
		add(create(name, "primary_key", columns), name, Type.PRIMARY_KEY, columns);
	}

	/** Each row references itself. */
	void addForeignKey() {
		ChainConstraint key = this.table.objects()
			.constraint((some) -> some.kind() == Type.UNIQUE || some.kind() == Type.PRIMARY_KEY);
		List<ChainColumn> columns = (key != null) ? columns(key) : List.of();
		if (!columns.isEmpty()) {
			String name = this.table.objects().constraintName();
			add(create(name, "foreign_key", columns)
					+ ", references: {table: %s, columns: [%s]}".formatted(this.table.yaml(), names(columns)), name,
					Type.FOREIGN_KEY, columns);
		}
	}

	private void add(String text, String name, Type kind, List<ChainColumn> columns) {
		this.table.add(ChainOperation.ofNoValues(text + "}\n"));
		record(name, kind, columns);
	}

	private void record(String name, Type kind, List<ChainColumn> columns) {
		this.table.objects().add(new ChainConstraint(name, kind, columns.stream().map(ChainColumn::identity).toList()));
	}

	private String create(String name, String type, List<ChainColumn> columns) {
		return "- create_constraint: {table: %s, name: %s, type: %s, columns: [%s]".formatted(this.table.yaml(),
				Yaml.quoted(name), type, names(columns));
	}

	private static String names(List<ChainColumn> columns) {
		return columns.stream().map((column) -> Yaml.quoted(column.name())).collect(Collectors.joining(", "));
	}

	/** Returns the columns of a constraint, or none if a conversion would lose values. */
	private List<ChainColumn> columns(ChainConstraint constraint) {
		List<@Nullable ChainColumn> columns = new ArrayList<>();
		constraint.columns().forEach((identity) -> columns.add(this.table.column(identity)));
		return columns.contains(null) ? List.of() : columns.stream().map(Objects::requireNonNull).toList();
	}

	private List<ChainColumn> withKey(List<ChainColumn> others) {
		List<ChainColumn> columns = new ArrayList<>(others);
		columns.add(0, this.table.key());
		return columns;
	}

	private List<ChainColumn> changeable() {
		List<ChainColumn> columns = new ArrayList<>(
				this.table.columns().stream().filter((column) -> column.role() == Role.VALUE).toList());
		Collections.shuffle(columns, this.random);
		return columns.subList(0, Math.min(columns.size(), 1 + this.random.nextInt(2)));
	}

	private String condition(List<ChainColumn> columns) {
		if (this.random.nextBoolean()) {
			return columns.stream().map((column) -> column.sql() + "::text").collect(Collectors.joining(" || "))
					+ " <> 'nothing'";
		}
		return columns.stream().map(ChainColumn::asInteger).collect(Collectors.joining(" + ")) + " > -1000000";
	}

}
