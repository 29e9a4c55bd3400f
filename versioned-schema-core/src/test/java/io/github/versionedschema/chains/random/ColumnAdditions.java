package io.github.versionedschema.chains.random;

import java.util.List;
import java.util.Random;

import io.github.versionedschema.chains.random.ChainOperation.Observation;
import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.ChainColumn.Role;
import io.github.versionedschema.chains.table.Kind;

/**
 * Generates operations that add columns.
 *
 * @param random source of randomness
 * @param picks picks the columns
 * @param table the table that is changed
 */
record ColumnAdditions(Random random, Picks picks, ChangingTable table) {

	void addValue() {
		addValue((this.random.nextInt(3) > 0) ? Kind.INTEGER : Kind.any(this.random));
	}

	void addValue(Kind kind) {
		boolean isVolatile = kind == Kind.INTEGER && this.random.nextInt(3) == 0;
		String byDefault = isVolatile ? "(random() * 1000)::int"
				: ((this.random.nextInt(3) > 0) ? kind.literal(this.random) : null);
		boolean notNull = byDefault != null && this.random.nextBoolean();
		ChainColumn column = new ChainColumn(this.table.newIdentity(), this.table.newName(), kind, notNull, byDefault,
				isVolatile ? Role.VOLATILE : Role.VALUE);
		this.table.add(new ChainOperation(
				"- add_column: {table: %s, column: {name: %s, type: %s%s%s}}\n".formatted(this.table.yaml(),
						Yaml.quoted(column.name()), Yaml.quoted(kind.type()), notNull ? "" : ", nullable: true",
						Yaml.byDefault(byDefault)),
				List.of(SimulatedTable.add(column, isVolatile ? null : byDefault)),
				List.of(SimulatedTable.drop(column)), List.of(),
				new Observation(column.identity(), SimulatedTable.observe(column, this.table.key()))));
		this.table.add(column);
	}

	/** Adds an identity, whose values PostgreSQL generates unless a writer gives them. */
	void addIdentity() {
		ChainColumn column = new ChainColumn(this.table.newIdentity(), this.table.newName(), Kind.WIDE, true, null,
				Role.VOLATILE);
		this.table.add(new ChainOperation(
				"- add_column: {table: %s, column: {name: %s, type: bigint, generated: {identity: {user_specified_values: BY DEFAULT}}}}\n"
					.formatted(this.table.yaml(), Yaml.quoted(column.name())),
				List.of(SimulatedTable.add(column, null)), List.of(SimulatedTable.drop(column)), List.of(),
				new Observation(column.identity(), SimulatedTable.observe(column, this.table.key()))));
		this.table.add(column);
	}

	void addDerived() {
		List<ChainColumn> reads = this.picks.some(this.table.columns());
		boolean copies = this.random.nextInt(4) == 0;
		Kind kind = copies ? reads.get(0).kind() : Kind.any(this.random);
		String up = copies ? reads.get(0).sql() : kind.fromInteger(this.picks.sum(reads));
		boolean notNull = !copies && this.random.nextBoolean();
		String byDefault = (this.random.nextInt(3) == 0) ? kind.literal(this.random) : null;
		ChainColumn column = new ChainColumn(this.table.newIdentity(), this.table.newName(), kind, notNull, byDefault,
				Role.VALUE);
		this.table.add(new ChainOperation(
				"- add_column: {table: %s, up: %s, column: {name: %s, type: %s%s%s}}\n".formatted(this.table.yaml(),
						Yaml.quoted(up), Yaml.quoted(column.name()), Yaml.quoted(kind.type()),
						notNull ? "" : ", nullable: true", Yaml.byDefault(byDefault)),
				List.of(SimulatedTable.add(column, null), SimulatedTable.set(column, up)),
				List.of(SimulatedTable.drop(column)), List.of(new Link(true, column.identity(),
						ChainColumn.identities(copies ? reads.subList(0, 1) : reads)))));
		this.table.add(column);
	}

}
