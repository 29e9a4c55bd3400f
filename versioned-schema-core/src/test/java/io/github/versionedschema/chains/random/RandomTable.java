package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.versionedschema.chains.random.ChainColumn.Role;
import io.github.versionedschema.schema.Identifier;

/**
 * Initial table of a chain: typical tables of applications, and some unusual ones.
 *
 * @param name its name
 * @param columns its columns, the key first
 * @param sql SQL that creates it, with its rows, in the first schema of the search_path
 * @param upserts whether {@code ON CONFLICT} can use a key of one column
 * @param partitioned whether rows may move to another partition
 */
public record RandomTable(String name, List<ChainColumn> columns, String sql, boolean upserts, boolean partitioned) {

	/** Initial number of rows; their keys start at one. */
	public static final int ROWS = 8;

	public RandomTable {
		columns = List.copyOf(columns);
	}

	/** Returns a table without references. */
	static RandomTable of(Random random) {
		return of(random, "", Layout.values()[random.nextInt(Layout.values().length)]);
	}

	/** Returns a table that others may reference, with names that end with a number. */
	static RandomTable of(Random random, int number) {
		return of(random, String.valueOf(number), (random.nextInt(4) == 0) ? Layout.PARTITIONED : Layout.PLAIN);
	}

	private static RandomTable of(Random random, String number, Layout layout) {
		boolean odd = random.nextInt(4) == 0;
		String name = (odd ? "Odd \"Table" : "t") + number;
		List<ChainColumn> columns = columns(random, odd, layout);
		StringBuilder sql = new StringBuilder("create table %s (%s%s)%s".formatted(Identifier.quote(name),
				columns.stream().map(RandomTable::definition).collect(Collectors.joining(", ")),
				layout.constraint(columns), layout.partitions(name, number, columns)));
		if (random.nextInt(3) == 0) {
			indexes(random, name, number, columns, sql);
		}
		insert(random, name, columns, sql);
		columns.stream()
			.filter((column) -> column.role() == Role.COUNTER)
			.forEach((column) -> sql.append(counter(name, column)));
		if (layout == Layout.REFERENCED) {
			sql.append("create table child (n int, parent int references %s on update cascade on delete cascade);\n"
				.formatted(Identifier.quote(name)));
			sql.append("insert into child values (1, 1), (2, 2);\n");
		}
		return new RandomTable(name, columns, sql.toString(), layout.hasKeyOfOneColumn(), layout == Layout.PARTITIONED);
	}

	/** Returns this table with a column that references the key of another table. */
	RandomTable referringTo(RandomTable other, String actions) {
		ChainColumn reference = new ChainColumn(this.columns.size(), "ref" + this.columns.size(), Kind.INTEGER, false,
				null, Role.REFERENCE);
		List<ChainColumn> all = new ArrayList<>(this.columns);
		all.add(reference);
		String added = """
				alter table %1$s add column %2$s int;
				update %1$s set %2$s = %3$s;
				alter table %1$s add foreign key (%2$s) references %4$s (%5$s) %6$s;
				create index %7$s on %1$s (%2$s);
				""".formatted(Identifier.quote(this.name), reference.sql(), this.columns.get(0).sql(),
				Identifier.quote(other.name), other.columns.get(0).sql(), actions,
				Identifier.quote("i_" + this.name + this.columns.size()));
		return new RandomTable(this.name, all, this.sql + added, this.upserts, this.partitioned);
	}

	/** Returns this table with the name and the columns that a version gave it. */
	RandomTable as(Side side) {
		return new RandomTable(side.table(), side.columns(), this.sql, this.upserts, this.partitioned);
	}

	/** Returns SQL that repeats the rows with other keys. */
	public String grow(int rows) {
		String key = this.columns.get(0).sql();
		String others = this.columns.stream()
			.skip(1)
			.filter(ChainColumn::isWritable)
			.map(ChainColumn::sql)
			.collect(Collectors.joining(", "));
		return "insert into %1$s (%2$s, %3$s) select %2$s + %4$d * n, %3$s from %1$s, generate_series(1, %5$d) n;\n"
			.formatted(Identifier.quote(this.name), key, others, ROWS, rows / ROWS - 1);
	}

	private static List<ChainColumn> columns(Random random, boolean odd, Layout layout) {
		List<ChainColumn> columns = new ArrayList<>();
		columns.add(new ChainColumn(0, odd ? "Id" : "id", Kind.INTEGER, true, null, Role.KEY));
		columns.add(new ChainColumn(1, odd ? "select" : "a", Kind.INTEGER, false, null, Role.VALUE));
		columns.add(new ChainColumn(2, odd ? "b\"b" : "b", Kind.INTEGER, true, "5", Role.VALUE));
		columns.add(new ChainColumn(3, odd ? "C" : "c", Kind.INTEGER, false, "9", Role.VALUE));
		for (int count = random.nextInt(4); count > 0; count--) {
			Kind kind = Kind.any(random);
			String byDefault = random.nextBoolean() ? kind.literal(random) : null;
			columns.add(new ChainColumn(columns.size(), "x" + count, kind, byDefault != null && random.nextBoolean(),
					byDefault, Role.VALUE));
		}
		if (random.nextInt(5) == 0) {
			columns.add(new ChainColumn(columns.size(), "g", Kind.INTEGER, false, null, Role.GENERATED));
		}
		if (layout != Layout.REFERENCED && random.nextInt(5) == 0) {
			columns.add(new ChainColumn(columns.size(), "counted", Kind.INTEGER, false, null, Role.COUNTER));
		}
		return columns;
	}

	/** Returns a column in {@code CREATE TABLE}. */
	static String definition(ChainColumn column) {
		String rest = (column.role() == Role.GENERATED) ? " generated always as (3 + 4) stored"
				: ((column.defaultSql() != null) ? " default " + column.defaultSql() : "");
		return column.sql() + " " + column.kind().type() + rest + (column.notNull() ? " not null" : "");
	}

	private static void indexes(Random random, String name, String number, List<ChainColumn> columns,
			StringBuilder sql) {
		ChainColumn column = columns.get(1 + random.nextInt(columns.size() - 1));
		if (column.kind().hasOrder()) {
			sql.append("create index i_1%s on %s (%s desc);\n".formatted(number, Identifier.quote(name), column.sql()));
			sql.append("create unique index i_2%s on %s (%s, %s) where %s > 0;\n".formatted(number,
					Identifier.quote(name), columns.get(0).sql(), column.sql(), columns.get(0).sql()));
		}
		sql.append("alter table %s add constraint of_no_use check (%s::text <> 'nothing');\n"
			.formatted(Identifier.quote(name), columns.get(1 + random.nextInt(3)).sql()));
	}

	private static void insert(Random random, String name, List<ChainColumn> columns, StringBuilder sql) {
		List<ChainColumn> written = columns.stream().filter(ChainColumn::isWritable).toList();
		sql.append("insert into %s (%s) values\n\t%s;\n".formatted(Identifier.quote(name),
				written.stream().map(ChainColumn::sql).collect(Collectors.joining(", ")),
				IntStream.rangeClosed(1, ROWS)
					.mapToObj((key) -> written.stream()
						.map((column) -> (column.role() == Role.KEY) ? String.valueOf(key)
								: RandomWrites.value(random, column))
						.collect(Collectors.joining(", ", "(", ")")))
					.collect(Collectors.joining(",\n\t"))));
	}

	/** Returns SQL that creates a counting trigger. */
	static String counter(String name, ChainColumn column) {
		return """
				create function %3$s() returns trigger language plpgsql as
					'begin new.%1$s := coalesce(new.%1$s, 0) + 1; return new; end';
				create trigger counting before insert or update on %2$s for each row execute function %3$s();
				""".formatted(column.sql(), Identifier.quote(name), Identifier.quote("counting " + name));
	}

	/** Kind of table. */
	private enum Layout {

		PLAIN, REFERENCED, TWO_COLUMNS, NO_KEY, PARTITIONED;

		String constraint(List<ChainColumn> columns) {
			String key = columns.get(0).sql();
			return switch (this) {
				case NO_KEY -> "";
				case TWO_COLUMNS -> ", primary key (%s, %s)".formatted(key, columns.get(2).sql());
				case PLAIN, REFERENCED, PARTITIONED -> ", primary key (%s)".formatted(key);
			};
		}

		String partitions(String name, String number, List<ChainColumn> columns) {
			if (this != PARTITIONED) {
				return ";\n";
			}
			return """
					 partition by range (%1$s);
					create table part_1%3$s partition of %2$s for values from (minvalue) to (5);
					create table part_2%3$s partition of %2$s for values from (5) to (1000);
					create table part_3%3$s partition of %2$s default;
					""".formatted(columns.get(0).sql(), Identifier.quote(name), number);
		}

		boolean hasKeyOfOneColumn() {
			return this != NO_KEY && this != TWO_COLUMNS;
		}

	}

}
