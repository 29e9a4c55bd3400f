package io.github.versionedschema.chains.random;

import java.util.List;
import java.util.Random;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.ChainColumn.Role;
import io.github.versionedschema.chains.table.Kind;

/**
 * Generates operations that change the values of a column, or its name.
 *
 * @param random source of randomness
 * @param picks picks the columns
 * @param table the table that is changed
 */
record ColumnChanges(Random random, Picks picks, ChangingTable table) {

	/** Values lose information in one or both directions. */
	void retype() {
		ChainColumn column = this.picks.changeable(this.table.columns());
		if (column == null) {
			return;
		}
		Kind kind = Kind.any(this.random);
		String up = kind.fromInteger(column.asInteger());
		String byDefault = (column.defaultSql() != null || this.random.nextInt(4) == 0) ? kind.literal(this.random)
				: null;
		boolean notNull = column.notNull() || this.random.nextInt(3) == 0;
		ChainColumn changed = new ChainColumn(this.table.newIdentity(), column.name(), kind, notNull, byDefault,
				Role.VALUE);
		String down = column.kind().fromInteger(changed.asInteger());
		change(column, changed, up, down, ", type: " + Yaml.quoted(kind.type())
				+ (notNull && !column.notNull() ? ", nullable: false" : "") + Yaml.byDefault(byDefault));
	}

	void shift() {
		ChainColumn column = this.picks.changeable(this.table.columns());
		if (column == null || (column.kind() != Kind.INTEGER && column.kind() != Kind.WIDE)) {
			return;
		}
		ChainColumn changed = new ChainColumn(this.table.newIdentity(), column.name(), Kind.WIDE, column.notNull(),
				column.defaultSql(), Role.VALUE);
		change(column, changed, column.sql() + " + 1", "(" + column.sql() + " - 1)::" + column.kind().type(),
				", type: bigint");
	}

	void renameOrWiden(ChainColumn column) {
		if (this.random.nextBoolean()) {
			rename(column);
		}
		else if (column.kind() == Kind.INTEGER && !(column.role() == Role.KEY && this.table.given().partitioned())) {
			change(column, new ChainColumn(this.table.newIdentity(), column.name(), Kind.WIDE, column.notNull(), null,
					column.role()), column.sql(), column.sql() + "::int", ", type: bigint");
		}
	}

	private void change(ChainColumn from, ChainColumn to, String up, String down, String what) {
		this.table.add(Change.operation(
				"- alter_column: {table: %s, column: %s, up: %s, down: %s%s}\n".formatted(this.table.yaml(),
						Yaml.quoted(from.name()), Yaml.quoted(up), Yaml.quoted(down), what),
				List.of(Change.of(from, to, up, down))));
		this.table.replace(from, to);
	}

	void rename() {
		ChainColumn column = this.picks.changeable(this.table.columns());
		if (column != null) {
			rename(column);
		}
	}

	private void rename(ChainColumn column) {
		ChainColumn renamed = column.renamed(this.table.newName());
		this.table.add(new ChainOperation(
				"- rename_column: {table: %s, from: %s, to: %s}\n".formatted(this.table.yaml(),
						Yaml.quoted(column.name()), Yaml.quoted(renamed.name())),
				List.of(SimulatedTable.rename(column, renamed)), List.of(SimulatedTable.rename(renamed, column)),
				List.of()));
		this.table.replace(column, renamed);
	}

}
