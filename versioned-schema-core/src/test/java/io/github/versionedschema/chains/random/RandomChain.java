package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.chains.random.ChainColumn.Role;
import io.github.versionedschema.chains.random.ChainOperation.Observation;

/**
 * Generates operations that are valid for the columns that previous operations leave.
 */
public final class RandomChain {

	private final Random random;

	private final Picks picks;

	private final boolean odd;

	private final String number;

	private final List<ChainColumn> columns;

	private final Set<Integer> ofTable;

	private final ColumnNames names;

	private final int numbered;

	private final List<ChainOperation> operations = new ArrayList<>();

	private final RandomTable given;

	private String table;

	private int identities;

	RandomChain(Random random, RandomTable table) {
		this.random = random;
		this.picks = new Picks(random);
		this.given = table;
		this.table = table.name();
		this.odd = !table.name().startsWith("t");
		this.number = table.name().substring(this.odd ? "Odd \"Table".length() : 1);
		this.names = new ColumnNames(random, this.odd);
		this.numbered = 0;
		this.identities = 100;
		this.columns = new ArrayList<>(table.columns());
		this.ofTable = identities(table);
	}

	private RandomChain(RandomChain before) {
		this.random = before.random;
		this.picks = before.picks;
		this.given = before.given.as(before.side());
		this.table = before.table;
		this.odd = before.odd;
		this.number = before.number;
		this.names = before.names.copy();
		this.numbered = before.numbered + before.operations.size();
		this.identities = before.identities;
		this.columns = new ArrayList<>(before.columns);
		this.ofTable = identities(this.given);
	}

	/** Returns a chain without operations that starts from what this one leaves. */
	RandomChain next() {
		return new RandomChain(this);
	}

	private static Set<Integer> identities(RandomTable table) {
		return table.columns().stream().map(ChainColumn::identity).collect(Collectors.toUnmodifiableSet());
	}

	/** Returns the chain of a seed; the same for the same seed. */
	public static Chain of(long seed) {
		Random random = new Random(seed * 7919);
		RandomTable table = RandomTable.of(random);
		RandomChain chain = new RandomChain(random, table);
		int count = 2 + random.nextInt(6);
		for (int tries = 0; tries < 40 && chain.operations.size() < count; tries++) {
			chain.addOperation();
		}
		return chain.chain(seed, chain.migrations());
	}

	/** Returns the operations so far, in the given migrations. */
	Chain chain(long seed, List<String> migrations) {
		return new Chain(seed, this.given, this.operations, migrations, this.table, this.columns);
	}

	private List<String> migrations() {
		Migrations migrations = new Migrations(this.random);
		this.operations.forEach(migrations::add);
		return migrations.texts();
	}

	/** Returns the operations so far. */
	List<ChainOperation> operations() {
		return List.copyOf(this.operations);
	}

	private Side side() {
		return new Side(this.table, this.columns);
	}

	/** Adds one operation, or none if none is possible. */
	void addOperation() {
		switch (this.random.nextInt(16)) {
			case 0, 1, 2 -> addColumn();
			case 3, 4, 5 -> addDerivedColumn();
			case 6, 7, 8 -> retype();
			case 9 -> shift();
			case 10, 11 -> dropColumn();
			case 12, 13 -> renameColumn();
			case 14 -> addRule();
			default -> changeTableOrKey();
		}
	}

	private void addColumn() {
		Kind kind = (this.random.nextInt(3) > 0) ? Kind.INTEGER : Kind.any(this.random);
		boolean isVolatile = kind == Kind.INTEGER && this.random.nextInt(3) == 0;
		String byDefault = isVolatile ? "(random() * 1000)::int"
				: ((this.random.nextInt(3) > 0) ? kind.literal(this.random) : null);
		boolean notNull = byDefault != null && this.random.nextBoolean();
		ChainColumn column = new ChainColumn(++this.identities, newName(), kind, notNull, byDefault,
				isVolatile ? Role.VOLATILE : Role.VALUE);
		this.operations.add(new ChainOperation(
				"- add_column: {table: %s, column: {name: %s, type: %s%s%s}}\n".formatted(table(),
						Yaml.quoted(column.name()), Yaml.quoted(kind.type()), notNull ? "" : ", nullable: true",
						Yaml.byDefault(byDefault)),
				List.of(SimulatedTable.add(column, isVolatile ? null : byDefault)),
				List.of(SimulatedTable.drop(column)), List.of(),
				new Observation(column.identity(), SimulatedTable.observe(column, key()))));
		this.columns.add(column);
	}

	private void addDerivedColumn() {
		List<ChainColumn> reads = this.picks.some(this.columns);
		boolean copies = this.random.nextInt(4) == 0;
		Kind kind = copies ? reads.get(0).kind() : Kind.any(this.random);
		String up = copies ? reads.get(0).sql() : kind.fromInteger(this.picks.sum(reads));
		boolean notNull = !copies && this.random.nextBoolean();
		String byDefault = (this.random.nextInt(3) == 0) ? kind.literal(this.random) : null;
		ChainColumn column = new ChainColumn(++this.identities, newName(), kind, notNull, byDefault, Role.VALUE);
		this.operations.add(new ChainOperation(
				"- add_column: {table: %s, up: %s, column: {name: %s, type: %s%s%s}}\n".formatted(table(),
						Yaml.quoted(up), Yaml.quoted(column.name()), Yaml.quoted(kind.type()),
						notNull ? "" : ", nullable: true", Yaml.byDefault(byDefault)),
				List.of(SimulatedTable.add(column, null), SimulatedTable.set(column, up)),
				List.of(SimulatedTable.drop(column)),
				List.of(new Link(true, column.identity(), identities(copies ? reads.subList(0, 1) : reads)))));
		this.columns.add(column);
	}

	/** Values lose information in one or both directions. */
	private void retype() {
		ChainColumn column = this.picks.changeable(this.columns);
		if (column == null) {
			return;
		}
		Kind kind = Kind.any(this.random);
		String up = kind.fromInteger(column.asInteger());
		String byDefault = (column.defaultSql() != null || this.random.nextInt(4) == 0) ? kind.literal(this.random)
				: null;
		boolean notNull = column.notNull() || this.random.nextInt(3) == 0;
		ChainColumn changed = new ChainColumn(++this.identities, column.name(), kind, notNull, byDefault, Role.VALUE);
		String down = column.kind().fromInteger(changed.asInteger());
		change(column, changed, up, down, ", type: " + Yaml.quoted(kind.type())
				+ (notNull && !column.notNull() ? ", nullable: false" : "") + Yaml.byDefault(byDefault));
	}

	private void shift() {
		ChainColumn column = this.picks.changeable(this.columns);
		if (column == null || (column.kind() != Kind.INTEGER && column.kind() != Kind.WIDE)) {
			return;
		}
		ChainColumn changed = new ChainColumn(++this.identities, column.name(), Kind.WIDE, column.notNull(),
				column.defaultSql(), Role.VALUE);
		change(column, changed, column.sql() + " + 1", "(" + column.sql() + " - 1)::" + column.kind().type(),
				", type: bigint");
	}

	private void change(ChainColumn from, ChainColumn to, String up, String down, String what) {
		this.operations.add(new ChainOperation(
				"- alter_column: {table: %s, column: %s, up: %s, down: %s%s}\n".formatted(table(),
						Yaml.quoted(from.name()), Yaml.quoted(up), Yaml.quoted(down), what),
				SimulatedTable.replace(from, to, up), SimulatedTable.replace(to, from, down),
				List.of(new Link(true, to.identity(), Set.of(from.identity())),
						new Link(false, from.identity(), Set.of(to.identity())))));
		this.columns.set(this.columns.indexOf(from), to);
	}

	private void dropColumn() {
		ChainColumn column = this.picks.changeable(this.columns);
		if (column == null || this.columns.stream().filter(ChainColumn::mayChange).count() < 3) {
			return;
		}
		List<ChainColumn> left = new ArrayList<>(this.columns);
		left.remove(column);
		List<ChainColumn> reads = this.picks
			.some(left.stream().filter((other) -> other.role() != Role.COUNTER).toList());
		boolean given = (column.notNull() && column.defaultSql() == null) || this.random.nextInt(3) > 0;
		String down = given ? column.kind().fromInteger(this.picks.sum(reads)) : null;
		List<String> backward = new ArrayList<>();
		backward.add(SimulatedTable.add(column, this.ofTable.contains(column.identity()) ? null : column.defaultSql()));
		if (down != null) {
			backward.add(SimulatedTable.set(column, down));
		}
		else if (this.ofTable.contains(column.identity())) {
			backward.add(SimulatedTable.observe(column, key()));
		}
		this.operations.add(new ChainOperation(
				"- drop_column: {table: %s, column: %s%s}\n".formatted(table(), Yaml.quoted(column.name()),
						(down != null) ? ", down: " + Yaml.quoted(down) : ""),
				List.of(SimulatedTable.drop(column)), backward,
				(down != null) ? List.of(new Link(false, column.identity(), identities(reads))) : List.of()));
		this.columns.remove(column);
		this.names.free(column.name());
	}

	private void renameColumn() {
		ChainColumn column = this.picks.changeable(this.columns);
		if (column != null) {
			rename(column);
		}
	}

	private void rename(ChainColumn column) {
		ChainColumn renamed = column.renamed(newName());
		this.operations.add(new ChainOperation(
				"- rename_column: {table: %s, from: %s, to: %s}\n".formatted(table(), Yaml.quoted(column.name()),
						Yaml.quoted(renamed.name())),
				List.of(SimulatedTable.rename(column, renamed)), List.of(SimulatedTable.rename(renamed, column)),
				List.of()));
		this.columns.set(this.columns.indexOf(column), renamed);
		this.names.free(column.name());
	}

	private void addRule() {
		ChainColumn column = this.picks.changeable(this.columns);
		if (column == null) {
			return;
		}
		int number = this.numbered + this.operations.size();
		if (this.random.nextBoolean()) {
			this.operations.add(ChainOperation
				.ofNoValues("- alter_column: {table: %s, column: %s, check: {name: rule_%d, constraint: %s}}\n"
					.formatted(table(), Yaml.quoted(column.name()), number,
							Yaml.quoted(column.asInteger() + " > -1000000"))));
		}
		else if (column.kind().hasOrder()) {
			this.operations.add(ChainOperation
				.ofNoValues("- create_index: {name: index_%s%d, table: %s, columns: [%s, %s], unique: true}\n"
					.formatted(this.number, number, table(), Yaml.quoted(key().name()), Yaml.quoted(column.name()))));
		}
	}

	private void changeTableOrKey() {
		List<ChainColumn> references = this.columns.stream()
			.filter((column) -> column.role() == Role.REFERENCE)
			.toList();
		if (!references.isEmpty() && this.random.nextInt(3) > 0) {
			renameOrWiden(references.get(this.random.nextInt(references.size())));
			return;
		}
		if (this.random.nextInt(3) > 0) {
			renameOrWiden(key());
			return;
		}
		String to = (this.odd ? "Renamed To" : "renamed") + this.number;
		if (this.given.name().equals(to)) {
			to = (this.odd ? "Odd \"Table" : "t") + this.number;
		}
		if (!this.table.equals(to)) {
			this.operations.add(ChainOperation
				.ofNoValues("- rename_table: {from: %s, to: %s}\n".formatted(table(), Yaml.quoted(to))));
			this.table = to;
		}
	}

	private void renameOrWiden(ChainColumn column) {
		if (this.random.nextBoolean()) {
			rename(column);
		}
		else if (column.kind() == Kind.INTEGER) {
			change(column,
					new ChainColumn(++this.identities, column.name(), Kind.WIDE, column.notNull(), null, column.role()),
					column.sql(), column.sql() + "::int", ", type: bigint");
		}
	}

	private ChainColumn key() {
		return this.columns.stream().filter((column) -> column.role() == Role.KEY).findFirst().orElseThrow();
	}

	private String newName() {
		return this.names.next(this.columns, this.numbered + this.operations.size());
	}

	private static Set<Integer> identities(List<ChainColumn> columns) {
		return columns.stream().map(ChainColumn::identity).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private String table() {
		return Yaml.quoted(this.table);
	}

}
