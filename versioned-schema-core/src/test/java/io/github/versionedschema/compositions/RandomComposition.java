package io.github.versionedschema.compositions;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generates operations on one table with few names, so that they often meet: each is
 * valid on what the operations before it leave.
 */
final class RandomComposition {

	private final Random random;

	private final ComposedTable made;

	private final List<StringBuilder> files = new ArrayList<>(List.of(new StringBuilder()));

	private String table = "t";

	private RandomComposition(long seed) {
		this.random = new Random(seed * 48_271);
		this.made = new ComposedTable(this.random);
	}

	/** Returns the composition of a seed; the same for the same seed. */
	static Composition of(long seed) {
		RandomComposition composition = new RandomComposition(seed);
		String given = composition.given();
		int count = 2 + composition.random.nextInt(4);
		for (int done = 0; done < count;) {
			if (composition.addOperation()) {
				done++;
			}
		}
		return new Composition(seed, given, composition.files.stream().map(StringBuilder::toString).toList(),
				composition.table);
	}

	private String given() {
		StringBuilder sql = new StringBuilder("create table t (id int primary key, a int");
		boolean strict = this.random.nextBoolean();
		sql.append(strict ? " not null" : "").append(chance(3) ? " default 70" : "");
		sql.append(", b text").append(chance(3) ? " default 'x'" : "");
		this.made.add(new ComposedColumn("a", "int", !strict, strict, null));
		this.made.add(new ComposedColumn("b", "text", true, true, null));
		if (this.random.nextBoolean()) {
			String base = chance(3) ? "b" : "a";
			sql.append(", g int generated always as (length(%s::text)) stored".formatted(base));
			this.made.add(new ComposedColumn("g", "int", true, false, base));
		}
		if (chance(3)) {
			sql.append(", constraint a_check check (a::text <> 'no')");
			this.made.constraints.put("a_check", "a");
		}
		if (chance(3)) {
			sql.append(", constraint b_key unique (b)");
			this.made.constraints.put("b_key", "b");
		}
		sql.append(");\n");
		if (chance(3)) {
			sql.append("create index a_index on t (a);\n");
			this.made.indexes.put("a_index", "a");
		}
		return sql
			.append("insert into t (id, a, b) select i, %s, 'b' || i from generate_series(1, 4) i;\n"
				.formatted(strict ? "i * 10" : "nullif(i * 10, 30)"))
			.toString();
	}

	private boolean chance(int of) {
		return this.random.nextInt(of) == 0;
	}

	private boolean addOperation() {
		return switch (this.random.nextInt(20)) {
			case 0, 1 -> rename();
			case 2, 3, 4 -> changeType();
			case 5, 6 -> changeValues();
			case 7 -> changeNullability();
			case 8 -> changeDefault();
			case 9, 10 -> addCheck();
			case 11 -> addUnique();
			case 12, 13 -> drop();
			case 14, 15, 16 -> add();
			case 17 -> index();
			case 18 -> renameTableOrConstraint();
			default -> sql();
		};
	}

	private boolean write(String operation) {
		StringBuilder last = this.files.get(this.files.size() - 1);
		if (!last.isEmpty() && chance(4)) {
			last = new StringBuilder();
			this.files.add(last);
		}
		last.append("- ").append(operation).append('\n');
		return true;
	}

	private boolean alter(ComposedColumn column, String changes) {
		return write("alter_column: {table: %s, column: %s, %s}".formatted(this.table, column.name(), changes));
	}

	private boolean rename() {
		ComposedColumn column = this.made.pick((any) -> true);
		String to = this.made.freeName();
		if (column.name().isEmpty() || to.isEmpty()) {
			return false;
		}
		this.made.rename(column, to);
		return write("rename_column: {table: %s, from: %s, to: %s}".formatted(this.table, column.name(), to));
	}

	private boolean changeType() {
		ComposedColumn column = this.made.changeable();
		if (column.name().isEmpty() || column.isText()) {
			return false;
		}
		String type = column.type().equals("int") ? "bigint" : chance(2) ? "numeric" : "text";
		this.made.set(column, column.of(type));
		return alter(column, "type: %s, %sdown: '%s::%s'".formatted(type,
				type.equals("text") ? "up: '%s::text', ".formatted(column.name()) : "", column.name(), column.type()));
	}

	private boolean changeValues() {
		ComposedColumn column = this.made.changeable();
		if (column.name().isEmpty()) {
			return false;
		}
		String name = column.name();
		return alter(column, column.isText() ? "up: \"%1$s || '!'\", down: \"rtrim(%1$s, '!')\"".formatted(name)
				: "up: %1$s + 1, down: %1$s - 1".formatted(name));
	}

	private boolean changeNullability() {
		ComposedColumn column = this.made.changeable();
		if (column.name().isEmpty()) {
			return false;
		}
		String name = column.name();
		String value = column.isText() ? "'none'" : "0";
		this.made.set(column, column.nullable(!column.nullable()));
		return alter(column, column.nullable() ? "nullable: false, up: \"coalesce(%s, %s)\"".formatted(name, value)
				: "nullable: true, down: \"coalesce(%s, %s)\"".formatted(name, value));
	}

	private boolean changeDefault() {
		ComposedColumn column = this.made.pick((any) -> !any.isGenerated());
		return !column.name().isEmpty() && alter(column, chance(3) ? "default: null" : "default: \"'42'\"");
	}

	private boolean addCheck() {
		ComposedColumn column = this.made.pick((any) -> true);
		if (column.name().isEmpty()) {
			return false;
		}
		String name = this.made.ruleName("rule_");
		this.made.constraints.put(name, column.name());
		String condition = "\"%s::text <> 'no'\"".formatted(column.name());
		return this.random.nextBoolean() ? alter(column, "check: {name: %s, constraint: %s}".formatted(name, condition))
				: write("create_constraint: {table: %s, name: %s, type: check, check: %s}".formatted(this.table, name,
						condition));
	}

	private boolean addUnique() {
		ComposedColumn column = this.made.pick((any) -> any.distinct() && !any.isGenerated());
		if (column.name().isEmpty()) {
			return false;
		}
		String name = this.made.ruleName("key_");
		this.made.constraints.put(name, column.name());
		return alter(column, "unique: {name: %s}".formatted(name));
	}

	private boolean drop() {
		ComposedColumn column = this.made.removable();
		if (column.name().isEmpty()) {
			return false;
		}
		this.made.drop(column);
		String down = (column.nullable() || column.isGenerated()) ? ""
				: ", down: %s".formatted(column.isText() ? "\"'gone'\"" : "id");
		return write("drop_column: {table: %s, column: %s%s}".formatted(this.table, column.name(), down));
	}

	private boolean add() {
		String name = this.made.freeName();
		int kind = this.random.nextInt(6);
		ComposedColumn other = this.made.pick((any) -> kind > 1 || !any.isGenerated());
		if (name.isEmpty() || other.name().isEmpty()) {
			return false;
		}
		ComposedColumn plain = new ComposedColumn(name, "int", true, true, null);
		if (kind < 2) {
			this.made.add(plain.over(other.name()));
			return add(name, "int, nullable: true, generated: {expression: 'length(%s::text)'}".formatted(other.name()),
					"");
		}
		if (kind == 2) {
			this.made.add(plain);
			return add(name, "int, nullable: true", "");
		}
		if (kind == 3) {
			this.made.add(new ComposedColumn(name, "int", false, false, null));
			return add(name, "int, default: '5'", "");
		}
		if (kind == 4) {
			this.made.add(new ComposedColumn(name, "text", false, false, null));
			return add(name, "text", ", up: \"coalesce(%s::text, 'nothing')\"".formatted(other.name()));
		}
		this.made.add(new ComposedColumn(name, other.type(), true, false, null));
		String rule = this.made.ruleName("rule_");
		this.made.constraints.put(rule, name);
		return add(name, "%s, nullable: true, check: {name: %s, constraint: \"%s::text <> 'no'\"}"
			.formatted(other.type(), rule, name), ", up: %s".formatted(other.name()));
	}

	private boolean add(String name, String definition, String up) {
		return write(
				"add_column: {table: %s, column: {name: %s, type: %s}%s}".formatted(this.table, name, definition, up));
	}

	private boolean index() {
		if (!this.made.indexes.isEmpty() && chance(2)) {
			String name = this.made.indexes.keySet().iterator().next();
			this.made.indexes.remove(name);
			this.made.giveBack(name);
			return write("drop_index: {name: %s}".formatted(name));
		}
		ComposedColumn column = this.made.pick((any) -> true);
		if (column.name().isEmpty()) {
			return false;
		}
		String name = this.made.ruleName("index_");
		this.made.indexes.put(name, column.name());
		return write("create_index: {name: %s, table: %s, columns: [%s]}".formatted(name, this.table, column.name()));
	}

	private boolean renameTableOrConstraint() {
		if (chance(2) && !this.made.constraints.isEmpty()) {
			List<String> names = List.copyOf(this.made.constraints.keySet());
			String from = names.get(this.random.nextInt(names.size()));
			String to = this.made.ruleName("renamed_");
			this.made.constraints.put(to, this.made.constraints.remove(from));
			this.made.giveBack(from);
			return write("rename_constraint: {table: %s, from: %s, to: %s}".formatted(this.table, from, to));
		}
		String to = this.table.equals("t") ? "u" : "t";
		String from = this.table;
		this.table = to;
		return write("rename_table: {from: %s, to: %s}".formatted(from, to));
	}

	private boolean sql() {
		return write(this.random.nextBoolean() ? "sql: {up: select count(*) from pg_class}"
				: "sql: {up: \"comment on schema public is 'changed'\", down: \"comment on schema public is 'standard public schema'\"}");
	}

}
