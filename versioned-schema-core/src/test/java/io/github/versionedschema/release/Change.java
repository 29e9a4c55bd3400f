package io.github.versionedschema.release;

import java.util.List;
import java.util.stream.Stream;

/**
 * A migration, and the statements of clients of both versions during it.
 *
 * @param name display name
 * @param given SQL of the old version's schema and data
 * @param operations of the migration, as YAML
 * @param older statements of clients of the old version
 * @param newer statements of clients of the new version
 */
public record Change(String name, String given, String operations, List<String> older, List<String> newer) {

	private static final String USERS = """
			create table users (id bigint generated always as identity primary key, full_name text, email text unique,
				n int not null default 7);
			create index users_n on users (n desc, id);
			insert into users (full_name, email, n) select 'Mary ' || n, 'm' || n, n from generate_series(1, 60) n;
			create table orders (id serial primary key, user_id bigint references users on delete set null, cents int not null default 0 check (cents >= 0));
			insert into orders (user_id, cents) select id, id * 10 from users;
			""";

	private static final List<String> USERS_BEFORE = List.of("select * from users where id = ?",
			"update users set full_name = 'Ann ' || n where id = ?", "update users set n = n + 1 where id = ?",
			"insert into users (full_name, email) values ('Bob ' || ?::int, gen_random_uuid()::text)",
			"insert into users (full_name, email) values ('Cy Twombly', 'm' || ?::int) on conflict (email) do update set full_name = excluded.full_name");

	@Override
	public String toString() {
		return this.name;
	}

	public static Stream<Change> all() {
		return Stream.of(
				new Change("create table", USERS,
						"""
								- create_table:
								    name: things
								    columns:
								      - {name: id, type: bigint, pk: true, generated: {identity: {}}}
								      - {name: user_id, type: bigint, references: {name: things_user, table: users, column: id, on_delete: CASCADE}}
								""",
						USERS_BEFORE,
						List.of("insert into things (user_id) values (?)", "select count(*) from things",
								"update users set n = n + 1 where id = ?")),
				new Change("drop table", USERS, "- drop_table: {name: orders}",
						List.of("select * from orders where id = ?",
								"update orders set cents = cents + 1 where id = ?"),
						USERS_BEFORE),
				new Change("rename table", USERS, "- rename_table: {from: users, to: people}", USERS_BEFORE,
						USERS_BEFORE.stream().map((sql) -> sql.replace("users", "people")).toList()),
				new Change("add column", USERS,
						"""
								- add_column: {table: users, column: {name: nick, type: text, default: "'nick'"}}
								- add_column: {table: users, column: {name: token, type: uuid, default: gen_random_uuid()}}
								- add_column: {table: users, up: upper(full_name), column: {name: loud, type: text, nullable: true}}
								""",
						USERS_BEFORE,
						List.of("select * from users where id = ?", "update users set nick = 'x' || n where id = ?",
								"insert into users (full_name, email, loud) values ('Bob', gen_random_uuid()::text, 'B' || ?::int)")),
				new Change("drop column", USERS,
						"- drop_column: {table: users, column: full_name, down: \"'was ' || email\"}", USERS_BEFORE,
						List.of("select * from users where id = ?", "update users set n = n + 1 where id = ?",
								"insert into users (email) values (gen_random_uuid()::text || ?::int)")),
				new Change("rename column", USERS, "- rename_column: {table: users, from: full_name, to: name}",
						USERS_BEFORE, USERS_BEFORE.stream().map((sql) -> sql.replace("full_name", "name")).toList()),
				new Change("change type", USERS,
						"""
								- alter_column: {table: orders, column: cents, type: 'numeric(12,2)', up: cents / 100.0, down: round(cents * 100)}
								- rename_column: {table: orders, from: cents, to: amount}
								""",
						List.of("select * from orders where id = ?", "update orders set cents = cents + 1 where id = ?",
								"insert into orders (user_id, cents) values (?, 5)"),
						List.of("select * from orders where id = ?",
								"update orders set amount = amount + 0.01 where id = ?",
								"insert into orders (user_id, amount) values (?, 5.5)")),
				new Change("widen a referenced identity", USERS, """
						- alter_column: {table: orders, column: id, type: bigint, down: id::int}
						- alter_column: {table: users, column: id, type: int, up: id::int, down: id}
						""", USERS_BEFORE, USERS_BEFORE),
				new Change("replace a unique key", USERS,
						"- alter_column: {table: users, column: email, up: email, down: email, type: varchar(200)}",
						USERS_BEFORE, USERS_BEFORE),
				new Change("change default, comment and rules", USERS,
						"""
								- alter_column: {table: users, column: n, default: '9', comment: number, check: {name: n_positive, constraint: n > 0}}
								- alter_column: {table: users, column: full_name, nullable: false}
								""",
						USERS_BEFORE, USERS_BEFORE),
				new Change("add unique and reference", USERS,
						"""
								- add_column: {table: orders, up: user_id, column: {name: buyer, type: bigint, nullable: true, references: {name: orders_buyer, table: users, column: id}}}
								- add_column: {table: users, up: "'u' || id", column: {name: login, type: text, unique: true, nullable: true}}
								""",
						USERS_BEFORE,
						List.of("select * from users where id = ?", "update users set n = n + 1 where id = ?",
								"update orders set buyer = ? where id = 3")),
				new Change("indexes", USERS, """
						- create_index: {name: by_name, table: users, columns: [full_name]}
						- create_index: {name: by_id_n, table: users, unique: true, columns: [id, n], predicate: n > 0}
						- drop_index: {name: users_n}
						""", USERS_BEFORE, USERS_BEFORE),
				new Change("sql", USERS,
						"""
								- sql: {up: "create function loud(t text) returns text language sql as 'select upper(t)'", down: "drop function loud(text)"}
								- alter_column: {table: users, column: full_name, up: loud(full_name), down: full_name}
								""",
						USERS_BEFORE, USERS_BEFORE),
				new Change("split a name", USERS,
						"""
								- add_column: {table: users, up: "split_part(full_name, ' ', 1)", column: {name: first_name, type: text}}
								- add_column: {table: users, up: "substr(full_name, strpos(full_name, ' ') + 1)", column: {name: last_name, type: text}}
								- drop_column: {table: users, column: full_name, down: first_name || ' ' || last_name}
								""",
						USERS_BEFORE,
						List.of("select * from users where id = ?",
								"update users set last_name = 'Lee ' || n where id = ?",
								"update users set n = n + 1 where id = ?",
								"insert into users (first_name, last_name, email) values ('Eve', 'Of ' || ?::int, gen_random_uuid()::text)",
								"insert into users (first_name, last_name, email) values ('Di', 'Ana', 'm' || ?::int) on conflict (email) do update set last_name = excluded.last_name")));
	}

}
