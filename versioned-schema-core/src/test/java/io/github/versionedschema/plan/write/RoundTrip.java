package io.github.versionedschema.plan.write;

import java.util.List;
import java.util.stream.Stream;

/**
 * A schema with data, and migrations to run on it.
 *
 * @param name for people
 * @param given SQL
 * @param chain operations as YAML, one text for each migration
 */
record RoundTrip(String name, String given, List<String> chain) {

	private static final String USERS = """
			create table users (id bigint generated always as identity primary key, full_name text not null, email text unique,
				age int default 7 check (age > 0), note varchar(20));
			create index users_age on users (age desc nulls last, id) include (note) where age > 1;
			create index users_lower on users (lower(email) text_pattern_ops);
			insert into users (full_name, email, age) select 'Mary Ann Smith ' || n, 'm' || n, n from generate_series(1, 50) n;
			""";

	private static final String ORDERS = USERS
			+ """
					create table orders (id serial primary key, user_id bigint not null references users on delete cascade, amount_cents int not null default 0,
						constraint amount_positive check (amount_cents >= 0));
					create index orders_user on orders (user_id);
					insert into orders (user_id, amount_cents) select id, id * 10 from users;
					""";

	String[] migrations() {
		return this.chain.toArray(String[]::new);
	}

	@Override
	public String toString() {
		return this.name;
	}

	private static RoundTrip of(String name, String given, String... chain) {
		return new RoundTrip(name, given, List.of(chain));
	}

	static Stream<RoundTrip> all() {
		return Stream.of(of("create table", USERS, """
				- create_table:
				    name: Things
				    comment: all the things
				    columns:
				      - {name: id, type: bigint, pk: true, generated: {identity: {user_specified_values: BY DEFAULT}}}
				      - {name: select, type: 'varchar(10)', nullable: true, comment: odd, unique: true}
				      - {name: n, type: int, default: '3', check: {name: n_positive, constraint: n > 0}}
				      - name: user_id
				        type: bigint
				        references: {name: things_user, table: users, column: id, on_delete: CASCADE}
				    constraints:
				      - {name: n_select, type: unique, columns: [n, select]}
				"""), of("drop table", ORDERS, "- drop_table: {name: orders}"),
				of("rename table", ORDERS, "- rename_table: {from: users, to: people}"),
				of("swap two tables", ORDERS, """
						- rename_table: {from: users, to: tmp}
						- rename_table: {from: orders, to: users}
						- rename_table: {from: tmp, to: orders}
						"""), of("add nullable column", USERS, """
						- add_column: {table: users, column: {name: nick, type: text, nullable: true, comment: hi}}
						"""), of("add column with constant default", USERS, """
						- add_column: {table: users, column: {name: active, type: boolean, default: 'true'}}
						"""), of("add column with volatile default", USERS, """
						- add_column: {table: users, column: {name: token, type: uuid, default: gen_random_uuid()}}
						"""), of("add serial column", USERS, """
						- add_column: {table: users, column: {name: no, type: serial}}
						"""),
				of("add column with up, check and unique", USERS,
						"""
								- add_column:
								    table: users
								    up: upper(full_name)
								    column: {name: loud, type: text, unique: true, check: {name: is_loud, constraint: loud = upper(loud)}}
								"""),
				of("add column with reference", ORDERS,
						"""
								- add_column:
								    table: orders
								    up: user_id
								    column: {name: buyer, type: bigint, references: {name: orders_buyer, table: users, column: id}}
								"""),
				of("drop column", USERS, "- drop_column: {table: users, column: note}"),
				of("drop column with down", USERS, """
						- drop_column: {table: users, column: full_name, down: "coalesce(email, 'x')"}
						"""), of("rename column", USERS, "- rename_column: {table: users, from: email, to: Mail}"),
				of("swap two columns", USERS, """
						- rename_column: {table: users, from: email, to: tmp}
						- rename_column: {table: users, from: note, to: email}
						- rename_column: {table: users, from: tmp, to: note}
						"""),
				of("change type", ORDERS,
						"""
								- alter_column: {table: orders, column: amount_cents, type: 'numeric(12,2)', up: amount_cents / 100.0, down: round(amount_cents * 100)}
								"""),
				of("change type and rename", ORDERS,
						"""
								- alter_column: {table: orders, column: amount_cents, type: 'numeric(12,2)', up: amount_cents / 100.0, down: round(amount_cents * 100)}
								- rename_column: {table: orders, from: amount_cents, to: amount}
								"""),
				of("change type of indexed columns", USERS, """
						- alter_column: {table: users, column: age, type: bigint}
						- alter_column: {table: users, column: email, up: lower(email), down: email}
						"""), of("widen a referenced identity key", ORDERS, """
						- alter_column: {table: users, column: id, type: int, up: id::int, down: id}
						"""), of("widen a serial key", ORDERS, """
						- alter_column: {table: orders, column: id, type: bigint, down: id::int}
						"""),
				of("widen both sides of a foreign key", ORDERS,
						"""
								- alter_column: {table: users, column: id, type: 'numeric(20)', up: id, down: id, default: '1'}
								- alter_column: {table: orders, column: user_id, type: 'numeric(20)', up: user_id, down: user_id}
								"""),
				of("set not null", USERS,
						"""
								- alter_column: {table: users, column: email, nullable: false, up: "coalesce(email, '?')", down: email}
								"""),
				of("set not null without copy", USERS, """
						- alter_column: {table: users, column: email, nullable: false}
						"""),
				of("drop not null", USERS,
						"""
								- alter_column: {table: users, column: full_name, nullable: true, down: "coalesce(full_name, '')"}
								"""),
				of("change default and comment", USERS, """
						- alter_column: {table: users, column: age, default: '9', comment: years}
						- alter_column: {table: users, column: note, default: "'n'"}
						"""), of("drop default", USERS, "- alter_column: {table: users, column: age, default: null}"),
				of("add check, unique and reference", ORDERS,
						"""
								- alter_column: {table: users, column: full_name, unique: {name: names_unique}, check: {name: has_name, constraint: length(full_name) > 1}}
								- alter_column: {table: orders, column: amount_cents, nullable: false, check: {name: less, constraint: amount_cents < 10000}}
								"""),
				of("create indexes", USERS,
						"""
								- create_index: {name: by_name, table: users, columns: [full_name, {column: age, sort: DESC}], predicate: age > 3}
								- create_index: {name: one_mail, table: users, columns: [email], unique: true}
								"""),
				of("index a renamed column", USERS, """
						- rename_column: {table: users, from: age, to: years}
						- create_index: {name: by_years, table: users, columns: [years], predicate: years > 3}
						"""), of("drop index", USERS, "- drop_index: {name: users_age}"),
				of("sql", USERS,
						"""
								- sql: {up: "create function loud(t text) returns text language sql as 'select upper(t)'; create table extra (id int)", down: drop table extra; drop function loud(text)}
								- alter_column: {table: users, column: full_name, up: loud(full_name), down: full_name}
								- sql: {up: comment on table extra is 'done', onComplete: true}
								"""),
				of("split a name", USERS,
						"""
								- add_column: {table: users, up: "split_part(full_name, ' ', 1)", column: {name: first_name, type: text}}
								- add_column: {table: users, up: "substr(full_name, strpos(full_name, ' ') + 1)", column: {name: last_name, type: text}}
								- drop_column: {table: users, column: full_name, down: first_name || ' ' || last_name}
								"""),
				of("several migrations over one column", ORDERS, """
						- alter_column: {table: orders, column: amount_cents, type: bigint, down: amount_cents::int}
						""", """
						- rename_column: {table: orders, from: amount_cents, to: cents}
						- create_table: {name: audit, columns: [{name: id, type: int, pk: true}]}
						""",
						"""
								- alter_column: {table: orders, column: cents, type: numeric, up: cents / 100.0, down: cents * 100}
								- add_column: {table: audit, column: {name: what, type: text, nullable: true}}
								- create_index: {name: audit_what, table: audit, columns: [what]}
								- rename_table: {from: orders, to: purchases}
								- add_column: {table: purchases, up: cents * 2, column: {name: twice, type: numeric}}
								"""));
	}

}
