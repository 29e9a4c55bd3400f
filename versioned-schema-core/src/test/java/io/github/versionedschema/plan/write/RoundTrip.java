package io.github.versionedschema.plan.write;

import java.util.List;
import java.util.stream.Stream;

/**
 * A schema with data, and migrations to run on it.
 *
 * @param name display name
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
		return Stream.concat(operations(), oddSchemas());
	}

	private static Stream<RoundTrip> oddSchemas() {
		return Stream.of(of("rows that another table holds",
				"create table t (id int primary key, a int, b int); create table u (c t); insert into t values (1, 2, 3); insert into u select t from t",
				"""
						- add_column: {table: t, column: {name: k, type: int, default: "4"}}
						- add_column: {table: t, up: "k * 2", column: {name: l, type: int, default: "4"}}
						- alter_column: {table: t, column: a, nullable: false, check: {name: pos, constraint: a > 0}}
						- drop_column: {table: t, column: id, down: a}
						"""),
				of("odd names",
						"""
								create table "Order" (id int primary key, "select" text not null, "fullName" text, "a""b" int default 3);
								insert into "Order" values (1, 'x', 'Ada King');
								""",
						"""
								- add_column: {table: Order, up: '"fullName" || "select"', column: {name: WHERE, type: text}}
								- alter_column: {table: Order, column: 'a"b', type: bigint, up: '"Order"."a""b" + 1', down: '"a""b" - 1'}
								- rename_column: {table: Order, from: select, to: from}
								- rename_table: {from: Order, to: User}
								"""),
				of("long names",
						"""
								create table tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt (id int primary key,
									cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc int not null unique, unique (id, cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc));
								""",
						"""
								- alter_column:
								    table: tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt
								    column: cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc
								    type: bigint
								    down: cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc::int
								"""),
				of("types of all kinds",
						"""
								create type mood as enum ('sad', 'happy');
								create domain positive as int check (value > 0);
								create table t (id uuid primary key default gen_random_uuid(), m mood not null default 'sad', p positive, a int[] default '{1,2}',
									j jsonb, c text collate "C", v varchar(10) not null default 'v', n numeric(10,2), o point, ts timestamptz default now());
								create index t_a on t using gin (a);
								create index t_j on t using gin (j jsonb_path_ops);
								create index t_c on t (c collate "en_US" desc) where v <> 'c';
								alter table t alter column c set statistics 500;
								comment on column t.v is 'vee';
								insert into t (j, p, o) values ('{}', 3, '(1,2)');
								"""
							.replace("en_US", "POSIX"),
						"""
								- alter_column: {table: t, column: m, type: text, up: m::text, down: m::mood, default: "'sad'"}
								- alter_column: {table: t, column: p, type: bigint, up: p, down: p::int}
								- alter_column: {table: t, column: a, type: 'bigint[]', up: 'a::bigint[]', down: 'a::int[]'}
								- alter_column: {table: t, column: j, up: "coalesce(j, '{}')", down: j}
								- alter_column: {table: t, column: c, up: c, down: c}
								- alter_column: {table: t, column: v, type: varchar(20), down: 'v::varchar(10)'}
								- alter_column: {table: t, column: n, type: 'numeric(12,3)', down: n}
								- alter_column: {table: t, column: o, up: o, down: o}
								- alter_column: {table: t, column: ts, type: timestamp, up: "ts at time zone 'UTC'", down: "ts at time zone 'UTC'"}
								"""),
				of("names that are words of SQL",
						"""
								create table t (id int primary key, "from" text, year int, at timestamptz, "C" text, zone text, nfc text,
									check (extract(year from at) > 1 and "from" <> 'from' and zone::time without time zone > '0:00'));
								create index a on t (substring("from" from 1 for 2));
								create index b on t (extract(year from (at at time zone 'UTC')), year);
								create index c on t ("C" collate "C", (zone || "C") collate "C") where year is distinct from 1;
								create index d on t (normalize(nfc, nfc), (zone::double precision));
								""",
						"""
								- alter_column: {table: t, column: from, up: '"from"', down: '"from"'}
								- alter_column: {table: t, column: year, type: bigint, down: year::int}
								- alter_column: {table: t, column: at, up: at, down: at}
								- alter_column: {table: t, column: C, up: '"C"', down: '"C"'}
								- alter_column: {table: t, column: zone, up: zone, down: zone}
								- alter_column: {table: t, column: nfc, up: nfc, down: nfc}
								"""),
				of("sequences with limits and taken names",
						"""
								create table t (id int generated always as identity (start 100 increment -2 minvalue -5000 maxvalue 200 cache 3 cycle) primary key,
									n smallint generated by default as identity (increment -1));
								comment on sequence t_id_seq is 'downwards';
								create table t_b_seq (x int);
								insert into t default values;
								""",
						"""
								- alter_column: {table: t, column: id, type: bigint, down: id::int}
								- alter_column: {table: t, column: n, type: int, down: n::smallint}
								- add_column: {table: t, column: {name: b, type: bigint, generated: {identity: {}}}}
								- add_column: {table: t, column: {name: c, type: serial}}
								"""),
				of("a new table under the name of one whose keys are copied", """
						create table t (id serial primary key, a int unique);
						create table _vs_new_t (x int primary key);
						create table _vs_t_a_key (x int);
						insert into t (a) select n from generate_series(1, 50) n;
						""", """
						- rename_table: {from: t, to: u}
						- alter_column: {table: u, column: id, type: bigint, down: id::int}
						- alter_column: {table: u, column: a, type: bigint, down: a::int}
						- create_table:
						    name: t
						    columns:
						      - {name: id, type: bigserial, pk: true}
						      - {name: a, type: int, unique: true}
						      - {name: u, type: bigint, references: {name: t_u, table: u, column: id}}
						"""), of("keys and checks that are not valid", """
						create table r (id int primary key);
						create table t (id int primary key, a int, b int);
						insert into t values (1, 1, 1);
						alter table t add constraint k foreign key (a) references r not valid;
						alter table t add constraint c check (a > 0) not valid;
						""", "- alter_column: {table: t, column: a, type: bigint, down: a::int}"),
				of("statistics of replaced columns", """
						create table t (id int generated always as identity primary key, a int, b text, c text);
						create statistics st (mcv) on id, a, b from t;
						alter statistics st set statistics 50;
						comment on statistics st is 'of three';
						comment on index t_pkey is 'of the key';
						create statistics ex on lower(c), id from t;
						create statistics gone on b, c from t;
						""", """
						- alter_column: {table: t, column: id, type: bigint, down: id::int}
						- alter_column: {table: t, column: a, type: bigint, down: a::int}
						- rename_column: {table: t, from: a, to: aa}
						- drop_column: {table: t, column: c}
						"""),
				of("keys of several columns",
						"""
								create table parents (a int, b int, c text, primary key (a, b), unique (c) deferrable initially deferred);
								create table children (id int, x int, y int, parent int, primary key (id),
									constraint xy foreign key (y, x) references parents (b, a) on update cascade deferrable initially deferred,
									constraint self foreign key (parent) references children on delete set null);
								comment on constraint xy on children is 'pairs';
								insert into parents values (1, 2, 'c'); insert into children values (1, 1, 2, null), (2, 1, 2, 1);
								""",
						"""
								- alter_column: {table: parents, column: a, type: bigint, down: a::int}
								- alter_column: {table: parents, column: c, type: varchar(30), down: c}
								- alter_column: {table: children, column: id, type: bigint, down: id::int}
								- alter_column: {table: children, column: x, type: bigint, down: x::int}
								"""),
				of("no key at all", """
						create table log (line text, at timestamp);
						insert into log select 'l' || n from generate_series(1, 10) n;
						""", "- alter_column: {table: log, column: line, up: upper(line), down: lower(line)}"),
				of("a partitioned table",
						"""
								create table events (id int not null, at date not null, note text, primary key (id, at)) partition by range (at);
								create table events_1 partition of events for values from ('2020-01-01') to ('2021-01-01');
								create table events_2 partition of events default;
								insert into events select n, date '2020-06-01' + n, 'n' from generate_series(1, 400) n;
								""",
						"""
								- alter_column: {table: events, column: note, type: varchar(10), up: upper(note), down: note}
								- add_column: {table: events, column: {name: kind, type: text, default: "'k'"}}
								"""),
				of("indexes and foreign keys of a partitioned table",
						"""
								create table kinds (id int primary key);
								insert into kinds select n from generate_series(0, 9) n;
								create table events (id int not null, at date not null, note text, n int, kind int references kinds) partition by range (at);
								create table events_1 partition of events for values from ('2020-01-01') to ('2021-01-01');
								create table "Events 2" partition of events default partition by list (note);
								create table events_3 partition of "Events 2" default;
								create index events_note on events (lower(note) text_pattern_ops, n desc) where n > 0;
								create unique index events_n on events (n, at, note) include (kind);
								create index events_id on events (id);
								create index events_old on events (at);
								insert into events select n, date '2020-06-01' + n, 'n', n, n % 10 from generate_series(1, 400) n;
								""",
						"""
								- alter_column: {table: events, column: n, type: bigint, down: n::int}
								- alter_column: {table: events, column: kind, type: bigint, down: kind::int}
								- add_column: {table: events, column: {name: other, type: int, nullable: true, references: {name: events_other, table: kinds, column: id}}}
								- drop_index: {name: events_old}
								- create_index: {name: events_old, table: events, columns: [at, id]}
								- create_index: {name: events_at, table: events, columns: [at, note, n], unique: true}
								"""),
				of("grants and policies", """
						create table secrets (id int primary key, owner name default current_user, v text);
						alter table secrets enable row level security;
						create policy own on secrets using (owner = current_user);
						grant select, insert on secrets to public;
						create table cols (id int primary key, a int, b int);
						grant select on cols to public; grant update (a), insert (id, a) on cols to public;
						""", """
						- alter_column: {table: secrets, column: v, type: varchar(9), down: v}
						- alter_column: {table: cols, column: a, type: bigint, down: a::int}
						"""), of("generated and foreign columns stay", """
						create table g (id int primary key, a int, b int generated always as (a * 2) stored, c text);
						insert into g (id, a) values (1, 2);
						create schema other; create table other.h (id int primary key, g int references public.g);
						""",
						"""
								- alter_column: {table: g, column: id, type: bigint, down: id::int}
								- rename_column: {table: g, from: a, to: aa}
								- drop_column: {table: g, column: c}
								- add_column: {table: g, column: {name: d, type: boolean, nullable: true, generated: {expression: length('d') > 3}}}
								"""));
	}

	private static Stream<RoundTrip> operations() {
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
				of("drop tables that reference each other", """
						create table a (id int primary key, b int);
						create table b (id int primary key, a int references a);
						alter table a add foreign key (b) references b;
						""", """
						- drop_table: {name: a}
						- drop_table: {name: b}
						"""), of("rename table", ORDERS, "- rename_table: {from: users, to: people}"),
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
						"""), of("set not null on two columns that had one name after the other", USERS, """
						- alter_column: {table: users, column: age, nullable: false}
						- rename_column: {table: users, from: age, to: years}
						- add_column: {table: users, column: {name: age, type: int}, up: years + 1}
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
				of("checks in words of a moment in between", USERS,
						"""
								- alter_column: {table: users, column: age, check: {name: grown, constraint: age > 0 and note <> 'age'}}
								""",
						"""
								- rename_column: {table: users, from: age, to: years}
								- rename_column: {table: users, from: note, to: age}
								- add_column: {table: users, column: {name: note, type: text, nullable: true, check: {name: short, constraint: length(note) < 9}}}
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
