package io.github.versionedschema.schema;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.versionedschema.schema.Catalogue.RelationKind;
import io.github.versionedschema.schema.read.CatalogueReader;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

@PostgresTest
class CatalogueReaderTests {

	@Test
	void readsAnEmptySchema(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, "grant usage on schema public to " + database.user());
		assertThat(catalogue.isEmpty()).isTrue();
		assertThat(catalogue.schema()).isEqualTo("public");
		assertThat(catalogue.schemaOwner()).isEqualTo("pg_database_owner");
		assertThat(catalogue.schemaGrants()).contains(new Grant(null, "pg_database_owner", "USAGE", false),
				new Grant(database.user(), "pg_database_owner", "USAGE", false));
		assertThat(catalogue.serverVersion())
			.isEqualTo(database.jdbc().sql("show server_version_num").query(Integer.class).single());
	}

	@Test
	void knowsWhetherThereIsNoSuchSchema(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			Catalogue catalogue = new CatalogueReader(connection).read("nowhere", Set.of());
			assertThat(catalogue.schemaOwner()).isNull();
			assertThat(catalogue.isEmpty()).isTrue();
		}
	}

	@Test
	void readsOnlyTheSchemaAskedFor(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, "create table here (id int)", "create schema other",
				"create table other.there (id int)", "create type other.mood as enum ()",
				"create temporary table gone ()");
		assertThat(catalogue.tables()).extracting(Table::name).containsExactly("here");
		assertThat(catalogue.types()).isEmpty();
	}

	@Test
	void readsWhichNamesAreTaken(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, """
				create table t (id serial primary key);
				create view v as select 1 as one;
				create materialized view m as select 1 as one;
				create index mi on m (one);
				create sequence s;
				create type composite as (a int);
				create type mood as enum ('ok');
				create domain positive as int;
				create type span as range (subtype = int);
				create function f(int) returns int language sql as 'select 1';
				create function f(text) returns int language sql as 'select 1';
				create procedure p() language sql as '';
				create aggregate total(int) (sfunc = int4pl, stype = int);
				""");
		assertThat(catalogue.otherRelations()).containsOnly(entry("t_id_seq", RelationKind.SEQUENCE),
				entry("v", RelationKind.VIEW), entry("m", RelationKind.MATERIALIZED_VIEW),
				entry("mi", RelationKind.INDEX), entry("s", RelationKind.SEQUENCE),
				entry("composite", RelationKind.COMPOSITE_TYPE));
		assertThat(catalogue.types()).containsOnly("composite", "mood", "positive", "span", "span_multirange");
		assertThat(catalogue.functions()).contains("f", "p", "total");
		assertThat(List.of("t", "t_pkey", "t_id_seq", "v", "m", "mi", "s", "composite"))
			.allMatch(catalogue::hasRelation);
		assertThat(catalogue.hasRelation("mood")).isFalse();
		assertThat(catalogue.tableOfIndex("t_pkey")).contains(catalogue.table("t").orElseThrow());
		assertThat(catalogue.tableOfIndex("mi")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Users", "select", "a\"b", "it's", "größe", "名前", "a.b", "a b", "$1", ":a",
			"a23456789_123456789_123456789_123456789_123456789_123456789_123" })
	void readsOddNames(String name, TestDatabase database) throws SQLException {
		String quoted = Identifier.quote(name);
		Catalogue catalogue = TestCatalogue.read(database,
				"create table %1$s (%1$s int constraint %1$s check (%1$s > 0), other int)".formatted(quoted),
				"create index i on %1$s (%1$s, (%1$s + other) desc) include (other) where %1$s > 1".formatted(quoted),
				"create view v as select %1$s from %1$s".formatted(quoted));
		Table table = catalogue.table(name).orElseThrow();
		assertThat(table.columns()).extracting(Column::name).containsExactly(name, "other");
		assertThat(table.constraint(name)).isPresent();
		assertThat(table.index("i")).hasValueSatisfying((index) -> {
			assertThat(index.keys()).extracting(Index.Key::column).containsExactly(1, 0);
			assertThat(index.columns()).containsExactly(1, 2);
		});
		assertThat(table.dependants())
			.containsExactly(new Dependant(Dependant.Kind.VIEW, "public.v", List.of(1), List.of(), null));
	}

	@Test
	void needsNoPrivileges(TestDatabase database) throws SQLException {
		Catalogue expected = TestCatalogue.read(database,
				"create table t (id serial primary key, c text check (c <> ''))",
				"create index on t (lower(c)) where c > 'a'");
		String role = database.createRole();
		try (Connection connection = database.dataSource(role, role).getConnection()) {
			assertThat(new CatalogueReader(connection).read("public", Set.of())).isEqualTo(expected);
		}
	}

	@Test
	void leavesTheConnectionAsItWas(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			connection.createStatement().execute("set search_path = public, \"$user\"");
			new CatalogueReader(connection).read("public", Set.of());
			assertThat(connection.getAutoCommit()).isTrue();
			assertThat(connection.isReadOnly()).isFalse();
			assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
			assertThat(searchPath(connection)).isEqualTo("public, \"$user\"");
		}
	}

	@Test
	void isPartOfTheTransactionOfItsCaller(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("create table t (id int)");
			statement.execute("set local search_path = public, pg_temp");
			assertThat(new CatalogueReader(connection).read("public", Set.of()).table("t")).isPresent();
			assertThat(searchPath(connection)).isEqualTo("public, pg_temp");
			connection.rollback();
			assertThat(new CatalogueReader(connection).read("public", Set.of()).table("t")).isEmpty();
			connection.rollback();
			assertThat(searchPath(connection)).isEqualTo("\"$user\", public");
		}
	}

	@Test
	void toleratesThatOthersDropWhatItReads(TestDatabase database) throws SQLException {
		TestCatalogue.read(database, "create table kept (id int primary key)", """
				create table t (a serial primary key, b text default lower('B') check (b <> ''), c int references kept,
					d int generated always as (c + 1) stored);
				create index i on t (lower(b) text_pattern_ops, c desc) where c > 1;
				create function f() returns trigger language plpgsql as $$ begin return new; end $$;
				create trigger g before insert on t for each row when (new.c > 1) execute function f();
				create policy p on t using (c > 1);
				create statistics s on b, c from t;
				create view v as select a, b from t;
				create function takes(t) returns int language sql as 'select 1';
				create type mood as enum ('ok');
				create table parts (a int check (a > 0), m mood default 'ok') partition by list (a);
				create table part partition of parts for values in (1);
				create publication listed for table t (a) where (a > 1);
				""");
		try (Connection connection = database.dataSource().getConnection()) {
			connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			connection.setAutoCommit(false);
			connection.createStatement().execute("select count(*) from pg_class");
			database.jdbc()
				.sql("drop table t cascade; drop table parts; drop function f; drop type mood; drop publication listed")
				.update();
			Catalogue catalogue = new CatalogueReader(connection).read("public", Set.of());
			assertThat(catalogue.table("kept")).isPresent();
			assertThat(catalogue.table("t")).isEmpty();
		}
	}

	@Test
	void readsWhileOthersChangeTheSchema(TestDatabase database) throws Exception {
		AtomicBoolean done = new AtomicBoolean();
		TestCatalogue.read(database, "create table kept (id int primary key)");
		CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
			while (!done.get()) {
				database.jdbc().sql("""
						create table t (a serial primary key, b text default lower('B') check (b <> ''));
						alter table t add c int references kept default 1;
						create index i on t (lower(b), c);
						create view v as select c from t;
						""").update();
				database.jdbc().sql("alter index i rename to j").update();
				database.jdbc().sql("alter table t drop c cascade").update();
				database.jdbc().sql("drop table t").update();
			}
		});
		try (Connection connection = database.dataSource().getConnection()) {
			CatalogueReader reader = new CatalogueReader(connection);
			for (int i = 0; i < 50; i++) {
				assertThat(reader.read("public", Set.of()).table("kept")).isPresent();
			}
		}
		finally {
			done.set(true);
		}
		changes.get();
	}

	@Test
	void takesTheSameNumberOfStatementsForAnyNumberOfTables(TestDatabase database) throws SQLException {
		createTables(database, 3);
		int withFew = statements(database, 3);
		createTables(database, 300);
		assertThat(statements(database, 303)).isEqualTo(withFew).isLessThanOrEqualTo(14);
	}

	@Test
	void readsTheTablesAskedForWithTheirNeighbours(TestDatabase database) throws SQLException {
		Catalogue all = TestCatalogue.read(database, """
				create table customers (id int primary key);
				create table orders (id int primary key, customer_id int references customers);
				create table lines (order_id int references orders);
				create table measures (at date) partition by range (at);
				create table measures_1 partition of measures for values from ('2026-01-01') to ('2027-01-01');
				create index by_order on lines (order_id);
				create table unrelated (id int primary key);
				""");
		assertThat(some(database, "customers")).isEqualTo(some(database, "customers_pkey"))
			.extracting(Catalogue::tables)
			.isEqualTo(List.of(all.table("customers").orElseThrow(), all.table("orders").orElseThrow()));
		assertThat(some(database, "orders").tables()).extracting(Table::name)
			.containsExactly("customers", "lines", "orders");
		assertThat(some(database, "by_order").tables()).extracting(Table::name).containsExactly("lines", "orders");
		assertThat(some(database, "measures").tables()).extracting(Table::name)
			.containsExactly("measures", "measures_1");
		Catalogue none = some(database, "absent");
		assertThat(none.tables()).isEmpty();
		assertThat(none.isEmpty()).isFalse();
		assertThat(none.otherRelations()).containsEntry("unrelated", RelationKind.TABLE)
			.containsEntry("unrelated_pkey", RelationKind.INDEX);
		assertThat(some(database, "unrelated").otherRelations()).doesNotContainKeys("unrelated", "unrelated_pkey")
			.containsEntry("customers", RelationKind.TABLE);
	}

	@Test
	void doesNotCountTablesOfAnExtension(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, "create table t (id int)", "create extension hstore",
				"alter extension hstore add table t");
		assertThat(catalogue.table("t").orElseThrow().extension()).isEqualTo("hstore");
		assertThat(catalogue.isEmpty()).isTrue();
		Catalogue none = some(database, "absent");
		assertThat(none.otherRelations()).containsEntry("t", RelationKind.EXTENSION_TABLE);
		assertThat(none.isEmpty()).isTrue();
	}

	private static Catalogue some(TestDatabase database, String name) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			return new CatalogueReader(connection).read("public", Set.of(), Set.of(name));
		}
	}

	private static void createTables(TestDatabase database, int count) {
		IntStream.range(0, count)
			.forEach((i) -> database.jdbc()
				.sql("""
						create table t%1$s_%2$s (id serial primary key, parent int references t%1$s_%2$s, name text default 'x');
						create view v%1$s_%2$s as select name from t%1$s_%2$s;
						"""
					.formatted(count, i))
				.update());
	}

	private static int statements(TestDatabase database, int tables) throws SQLException {
		AtomicInteger statements = new AtomicInteger();
		try (Connection connection = database.dataSource().getConnection()) {
			Connection counting = (Connection) Proxy.newProxyInstance(CatalogueReaderTests.class.getClassLoader(),
					new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
						if (method.getName().matches("(prepare|create)Statement")) {
							statements.incrementAndGet();
						}
						return method.invoke(connection, arguments);
					});
			assertThat(new CatalogueReader(counting).read("public", Set.of()).tables()).hasSize(tables);
		}
		return statements.get();
	}

	private static String searchPath(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); var row = statement.executeQuery("show search_path")) {
			row.next();
			return row.getString(1);
		}
	}

}
