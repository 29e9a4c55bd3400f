package io.github.versionedschema.chains.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.Identifier;

/**
 * Generates statements of a release on the columns of its version. They satisfy all
 * constraints of the table.
 */
public final class RandomWrites {

	private final Random random;

	private final String table;

	private final List<ChainColumn> columns;

	private final ChainColumn key;

	private final boolean upserts;

	private final Keys keys;

	private final Map<Integer, Side> targets;

	private int last;

	/**
	 * Creates them.
	 * @param upserts whether {@code ON CONFLICT} can use the key
	 * @param keys keys of the written rows
	 * @param last the number of the last used key
	 */
	public RandomWrites(Random random, Side side, boolean upserts, Keys keys, int last) {
		this(random, side, upserts, keys, last, Map.of());
	}

	/**
	 * Creates them.
	 * @param upserts whether {@code ON CONFLICT} can use the key
	 * @param keys keys of the written rows
	 * @param last the number of the last used key
	 * @param targets referenced tables, by the columns' identities
	 */
	public RandomWrites(Random random, Side side, boolean upserts, Keys keys, int last, Map<Integer, Side> targets) {
		this.random = random;
		this.table = Identifier.quote(side.table());
		this.columns = side.columns().stream().filter(ChainColumn::isWritable).toList();
		this.key = side.key();
		this.upserts = upserts;
		this.keys = keys;
		this.last = last;
		this.targets = Map.copyOf(targets);
	}

	/** Returns a value that the column allows. */
	public static String value(Random random, ChainColumn column) {
		boolean none = !column.notNull() && random.nextInt(6) == 0;
		return none ? "null" : column.kind().literal(random);
	}

	public String next() {
		return switch (this.random.nextInt(12)) {
			case 0, 1, 2 -> insert();
			case 3 -> insertSelect();
			case 4 -> this.upserts ? upsert() : update(1);
			case 5 -> "delete from %s where %s = %d".formatted(this.table, this.key.sql(), existingKey());
			case 6 -> "update %1$s set %2$s = %2$s + %3$d where %2$s = %4$d".formatted(this.table, this.key.sql(),
					this.keys.distance(++this.last), existingKey());
			case 7 -> updateOfMany();
			case 8 -> update(2);
			default -> update(1);
		};
	}

	/** The referenced row is looked up, as it may be deleted. */
	private String value(ChainColumn column) {
		Side target = this.targets.get(column.identity());
		if (target == null) {
			return value(this.random, column);
		}
		String key = target.key().sql();
		return "(select %s from %s where %s = %d)".formatted(key, Identifier.quote(target.table()), key, existingKey());
	}

	private String insert() {
		List<ChainColumn> given = given();
		return insertInto(given) + " values " + row(given, newKey())
				+ (this.random.nextBoolean() ? ", " + row(given, newKey()) : "");
	}

	private String insertSelect() {
		List<ChainColumn> copied = this.columns.stream().filter((column) -> column != this.key).toList();
		int from = existingKey();
		String names = copied.stream().map(ChainColumn::sql).collect(Collectors.joining(", "));
		return "insert into %1$s (%2$s, %3$s) select %4$d, %3$s from %1$s where %2$s = %5$d".formatted(this.table,
				this.key.sql(), names, newKey(), from);
	}

	private String upsert() {
		List<ChainColumn> given = given();
		String changes = given.stream()
			.filter((column) -> column != this.key)
			.map((column) -> "%1$s = excluded.%1$s".formatted(column.sql()))
			.collect(Collectors.joining(", "));
		int key = existingKey();
		int other = existingKey();
		return insertInto(given) + " values " + row(given, key) + ((other != key) ? ", " + row(given, other) : "")
				+ " on conflict (" + this.key.sql() + ") do "
				+ (changes.isEmpty() ? "nothing" : "update set " + changes);
	}

	private String update(int count) {
		return "update %s set %s where %s = %d".formatted(this.table, changes(count), this.key.sql(), existingKey());
	}

	private String updateOfMany() {
		return "update %s set %s where %s".formatted(this.table, changes(1), this.keys.some(this.key.sql()));
	}

	private String changes(int count) {
		List<ChainColumn> changed = new ArrayList<>(this.columns);
		changed.remove(this.key);
		Collections.shuffle(changed, this.random);
		return changed.stream()
			.limit(count)
			.map((column) -> column.sql() + " = " + value(column))
			.collect(Collectors.joining(", "));
	}

	private List<ChainColumn> given() {
		List<ChainColumn> given = new ArrayList<>();
		for (ChainColumn column : this.columns) {
			boolean needed = column == this.key || (column.notNull() && column.defaultSql() == null);
			if (needed || this.random.nextInt(4) > 0) {
				given.add(column);
			}
		}
		Collections.shuffle(given, this.random);
		return given;
	}

	private String insertInto(List<ChainColumn> given) {
		return "insert into %s (%s)".formatted(this.table,
				given.stream().map(ChainColumn::sql).collect(Collectors.joining(", ")));
	}

	private String row(List<ChainColumn> given, int key) {
		return given.stream()
			.map((column) -> (column == this.key) ? String.valueOf(key) : value(column))
			.collect(Collectors.joining(", ", "(", ")"));
	}

	private int existingKey() {
		return this.keys.existing(this.random);
	}

	private int newKey() {
		return this.keys.get(++this.last);
	}

}
