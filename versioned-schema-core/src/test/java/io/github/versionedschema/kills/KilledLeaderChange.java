package io.github.versionedschema.kills;

import java.util.List;

import io.github.versionedschema.release.Change;
import io.github.versionedschema.test.TestDatabase;

/**
 * A change with every kind of step. Clients do not change the values of rows up to number
 * 200, so that their final state does not depend on timing; the backfilled table is
 * larger than a batch.
 */
public final class KilledLeaderChange {

	static final String OLDER_INSERT = "insert into orders (user_id, cents) values (?, 7)";

	static final String NEWER_INSERT = "insert into purchases (user_id, amount) values (?, 0.09)";

	public static final Change CHANGE = new Change("everything",
			"""
					create table users (id bigint generated always as identity primary key, full_name text, email text unique, n int default 0);
					create table orders (id serial primary key, user_id bigint references users, cents int not null check (cents >= 0)) with (fillfactor = 10);
					create index by_user on orders (user_id);
					insert into users (full_name, email) select 'Mary ' || n, 'm' || n from generate_series(1, 260) n;
					insert into orders (user_id, cents) select n % 260 + 1, n * 10 from generate_series(1, 1000) n;
					create materialized view sums as select user_id as id, sum(cents) as cents from orders group by user_id;
					create unique index sums_id on sums (id);
					create view total as select sum(cents) as cents from sums;
					""",
			"""
					- sql: {up: "create function loud(t text) returns text language sql as 'select upper(t)'", down: "drop function loud(text)"}
					- create_table: {name: things, columns: [{name: id, type: int, pk: true}]}
					- alter_column: {table: users, column: id, type: int, up: id::int, down: id}
					- alter_column: {table: users, column: email, nullable: false, up: loud(email), down: email}
					- alter_column: {table: orders, column: cents, type: 'numeric(12,2)', up: cents / 100.0, down: round(cents * 100)}
					- rename_column: {table: orders, from: cents, to: amount}
					- create_index: {name: by_amount, table: orders, columns: [amount]}
					- drop_index: {name: by_user}
					- rename_table: {from: orders, to: purchases}
					""",
			List.of("select * from users where id = ?", "select id from sums where id = ?",
					"select count(*) from total where cents > ?", "update users set n = n where id = ?",
					"update users set full_name = 'Ann ' || n where id = 200 + ?",
					"update orders set cents = cents where id = ?",
					"update orders set cents = cents + 1 where id = 200 + ?", OLDER_INSERT),
			List.of("select * from users where id = ?", "select id from sums where id = ?",
					"select count(*) from total where cents > ?", "update users set n = n where id = ?",
					"update users set email = 'N' || id where id = 200 + ?",
					"update purchases set amount = amount where id = ?",
					"update purchases set amount = amount + 0.01 where id = 200 + ?", NEWER_INSERT));

	private KilledLeaderChange() {
	}

	static long insertedByOlder(TestDatabase database) {
		return inserted(database, "public.orders where cents = 7");
	}

	static long insertedByNewer(TestDatabase database) {
		return inserted(database, "public.purchases where amount = 0.09");
	}

	private static long inserted(TestDatabase database, String rows) {
		return database.jdbc().sql("select count(*) from " + rows).query(Long.class).single();
	}

}
