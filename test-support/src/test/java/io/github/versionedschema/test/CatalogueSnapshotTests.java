package io.github.versionedschema.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class CatalogueSnapshotTests {

	private static final String SCHEMA = """
			create type mood as enum ('ok', 'happy');
			create domain positive as int check (value > 0);
			create sequence free;
			create table users (id serial primary key, name text default 'x', mood mood, nick varchar(10),
				balance positive, loud text generated always as (upper(name)) stored, constraint named check (name <> ''));
			create table orders (id int generated always as identity, user_id int references users, note text);
			create index by_name on users (lower(name));
			create view named_users as select id, name from users;
			create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
			create trigger touched before update on users for each row execute function touch();
			create policy own on orders using (user_id = 1);
			create statistics together on name, nick from users;
			create publication changes for table users;
			create rule ignore as on delete to orders do instead nothing;
			create materialized view cached as select count(*) from orders;
			""";

	@Test
	void isTheSameForTheSameContent(TestDatabase database) {
		execute(database, SCHEMA);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		execute(database, """
				alter table users add column gone int;
				alter table users drop column gone;
				drop index by_name;
				create index by_name on users (lower(name));
				insert into users (name) values ('a');
				""");
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	@Test
	void tellsLinesThatCameAndWent(TestDatabase database) {
		execute(database, "create view a as select 1 as one");
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		execute(database, "drop view a; create sequence b");
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before))
			.anyMatch((line) -> line.startsWith("- relation | public.a"))
			.anyMatch((line) -> line.startsWith("+ sequence | public.b"))
			.allMatch((line) -> line.matches("[-+] .*"));
	}

	@Test
	void findsSchemasOfTheEngine(TestDatabase database) {
		Stream.of("public_1", "public_02_two", "publicity", "versioned_schema", "other")
			.forEach((name) -> execute(database, "create schema \"" + name + "\""));
		assertThat(CatalogueSnapshot.foreignSchemas(database, "public")).containsExactly("public_02_two", "public_1",
				"versioned_schema");
	}

	@Nested
	@TestInstance(Lifecycle.PER_CLASS)
	class Different {

		private final TestDatabase database;

		Different(TestDatabase database) {
			this.database = database;
			execute(database, SCHEMA);
		}

		@ParameterizedTest
		@ValueSource(strings = { "alter table users add column more int", "alter table users alter name set not null",
				"alter table users alter name drop default", "alter table users alter name set default 'y'",
				"alter table users alter nick type varchar(20)", "alter table users alter name set statistics 7",
				"alter table users alter name set storage external",
				"alter table users alter name set compression pglz",
				"alter table users alter name set (n_distinct = 5)", "alter table users rename name to title",
				"comment on table users is 'c'", "comment on column users.name is 'c'",
				"comment on index by_name is 'c'", "comment on constraint named on users is 'c'",
				"comment on sequence free is 'c'", "comment on view named_users is 'c'",
				"comment on function touch is 'c'", "comment on schema public is 'c'", "comment on type mood is 'c'",
				"comment on trigger touched on users is 'c'", "comment on policy own on orders is 'c'",
				"grant select on users to public", "grant update (name) on users to public",
				"grant usage on sequence free to public", "revoke execute on function touch() from public",
				"grant create on schema public to public", "revoke usage on type mood from public",
				"alter default privileges in schema public grant select on tables to public",
				"alter table users replica identity full", "alter table users cluster on by_name",
				"alter table users enable row level security", "alter table users force row level security",
				"alter table users set (fillfactor = 50)", "alter table orders set unlogged",
				"alter table users disable trigger touched", "alter table users enable always trigger touched",
				"alter table users drop constraint named", "alter table users rename constraint named to renamed",
				"alter table users add check (id > 0) not valid", "alter table orders add primary key (id) deferrable",
				"alter table orders alter constraint orders_user_id_fkey deferrable",
				"alter index by_name rename to renamed", "alter index by_name alter column 1 set statistics 9",
				"alter index by_name set (fillfactor = 50)",
				"update pg_index set indisvalid = false where indexrelid = 'by_name'::regclass", "drop index by_name",
				"alter table orders alter id set generated by default", "alter table orders alter id drop identity",
				"alter sequence users_id_seq owned by none", "alter sequence users_id_seq increment 2",
				"alter sequence free maxvalue 10 cycle cache 3", "drop sequence free",
				"alter type mood add value 'sad'", "alter domain positive set default 1",
				"alter domain positive set not null", "alter domain positive add check (value < 9)",
				"create domain more as text", "create type more as (a int)",
				"create type more as range (subtype = int)", "alter view named_users alter name set default 'v'",
				"alter view named_users set (security_invoker = true)", "drop view named_users",
				"create or replace view named_users as select id, upper(name) as name from users",
				"create or replace function touch() returns trigger language plpgsql as $$ begin return old; end $$",
				"alter function touch() security definer", "alter function touch() set search_path = public",
				"create aggregate more (int) (sfunc = int4pl, stype = int)",
				"create or replace trigger touched after update on users " + "for each row execute function touch()",
				"create collation more from \"C\"", "alter policy own on orders to public using (true)",
				"alter policy own on orders with check (true)", "drop policy own on orders", "drop statistics together",
				"alter statistics together set statistics 5", "drop publication changes",
				"alter publication changes set table users (id, name)", "drop rule ignore on orders",
				"create rule more as on update to orders do instead nothing", "drop materialized view cached",
				"create schema other create table t (id int references public.users)",
				"alter table users rename to people", "create table more () inherits (users)",
				"refresh materialized view cached with no data" })
		void isDifferentAfter(String change) throws SQLException {
			try (Connection connection = this.database.dataSource().getConnection();
					Statement statement = connection.createStatement()) {
				CatalogueSnapshot before = CatalogueSnapshot.of(connection, "public");
				connection.setAutoCommit(false);
				statement.execute(change);
				CatalogueSnapshot after = CatalogueSnapshot.of(connection, "public");
				assertThat(after).isNotEqualTo(before);
				assertThat(after.changesSince(before)).isNotEmpty();
				connection.rollback();
				assertThat(CatalogueSnapshot.of(connection, "public")).isEqualTo(before);
			}
		}

	}

	private static void execute(TestDatabase database, String sql) {
		database.jdbc().sql(sql).update();
	}

}
