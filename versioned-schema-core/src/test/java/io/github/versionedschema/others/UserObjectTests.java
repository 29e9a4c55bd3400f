package io.github.versionedschema.others;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that user objects on tables work for clients of both versions, and are unchanged
 * after complete.
 */
@PostgresTest
@Timeout(120)
class UserObjectTests {

	private static final String FAMILY = """
			create table parent (id int primary key, place int,
				constraint parent_place unique (place) deferrable initially immediate);
			create table child (id int primary key, parent int,
				constraint child_parent foreign key (parent) references parent deferrable initially immediate);
			insert into parent select n, n from generate_series(1, 10) n;
			insert into child select n, n from generate_series(1, 10) n;
			""";

	private static final String WIDER = """
			- alter_column: {table: parent, column: id, type: bigint, down: id::int}
			- alter_column: {table: parent, column: place, type: bigint, down: place::int}
			- alter_column: {table: child, column: parent, type: bigint, down: parent::int}
			""";

	@Test
	void aDeferrableForeignKeyCanBeDeferredByItsNameInBothVersions(TestDatabase database) throws SQLException {
		Release release = Release.installed(database, new Change("key", FAMILY, WIDER, List.of(), List.of()));
		release.run(Transition.EXPAND);
		int id = 100;
		for (String version : List.of(Release.OLD, Release.NEW)) {
			id++;
			transaction(database, version, "set constraints child_parent deferred",
					"insert into child values (%1$d, %1$d)".formatted(id),
					"insert into parent values (%1$d, %1$d)".formatted(id));
		}
		release.requireAgreement();
	}

	@Test
	void aDeferrableUniqueKeyCanBeDeferredByItsNameInBothVersions(TestDatabase database) throws SQLException {
		Release release = Release.installed(database, new Change("key", FAMILY, WIDER, List.of(), List.of()));
		release.run(Transition.EXPAND);
		for (String version : List.of(Release.OLD, Release.NEW)) {
			transaction(database, version, "set constraints parent_place deferred",
					"update parent set place = 2 where id = 1", "update parent set place = 1 where id = 2",
					"update parent set place = id where id in (1, 2)");
		}
		release.requireAgreement();
	}

	@Test
	void deferrableKeysAreCheckedAtOnceAgainAfterComplete(TestDatabase database) {
		Release release = Release.installed(database, new Change("key", FAMILY, WIDER, List.of(), List.of()));
		List<String> before = constraints(database);
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
		assertThat(constraints(database)).isEqualTo(before).anyMatch((key) -> key.contains("parent_place"));
		assertThatThrownBy(() -> transaction(database, Release.NEW, "insert into child values (99, 99)", "select 1"))
			.hasMessageContaining("child_parent");
	}

	@Test
	void abortLeavesDeferrableKeysAsTheyWere(TestDatabase database) {
		Release release = Release.installed(database, new Change("key", FAMILY, WIDER, List.of(), List.of()));
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		release.run(Transition.EXPAND);
		release.run(Transition.ABORT);
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	@Test
	void indexesOfPartitionsKeepTheirNames(TestDatabase database) {
		Release release = Release.installed(database, new Change("partitions", """
				create table t (id int, a int, b text) partition by list (id);
				create table t_1 partition of t for values in (1) partition by range (a);
				create table t_1_1 partition of t_1 for values from (0) to (10);
				create table t_2 partition of t default;
				create index own on t_2 (b);
				create index t_b on t (b);
				create index t_lower on t (lower(b)) where id > 0;
				insert into t select n %% 3, n %% 10, 'b' from generate_series(1, 10) n;
				""".replace("%%", "%"), "- alter_column: {table: t, column: b, type: varchar(50), up: b, down: b}",
				List.of(), List.of()));
		List<String> before = indexes(database);
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
		assertThat(indexes(database)).isEqualTo(before);
	}

	@Test
	void forcedPoliciesThatKeepRowsFromTheLeaderAreFoundBeforeAnythingChanges(TestDatabase database) {
		String leader = database.createRole();
		List.of("grant create on database %2$s to %1$s", "grant usage, create on schema public to %1$s",
				"grant set on parameter session_replication_role to %1$s", "grant pg_read_all_stats to %1$s")
			.forEach((grant) -> database.jdbc().sql(grant.formatted(leader, database.name())).update());
		Release release = Release
			.installed(() -> database.dataSource(leader, leader).getConnection(), new Change("forced", """
					create table t (id int primary key, a int);
					insert into t select n, n from generate_series(1, 10) n;
					alter table t enable row level security;
					alter table t force row level security;
					create policy few on t using (id < 3);
					""", "- alter_column: {table: t, column: a, type: bigint, down: a::int}", List.of(), List.of()));
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		assertThatThrownBy(() -> release.run(Transition.EXPAND)).isInstanceOf(InvalidPlanException.class)
			.hasMessageContaining("row-level security of t is forced")
			.hasMessageContaining("ALTER ROLE " + leader + " BYPASSRLS");
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
		database.jdbc().sql("alter role " + leader + " bypassrls").update();
		release.run(Transition.EXPAND);
		assertThat(database.jdbc().sql("select count(*) from t where _vs_a = a").query(Integer.class).single())
			.isEqualTo(10);
		release.run(Transition.COMPLETE);
		database.jdbc().sql("revoke set on parameter session_replication_role from " + leader).update();
	}

	@Test
	void triggersOfUsersServeClientsOfBothVersionsAllTheTime(TestDatabase database) throws InterruptedException {
		Release release = Release
			.installed(database, new Change("triggers",
					"""
							create table post (id int primary key, title text, comments int not null default 0, search tsvector);
							create table comment (id int generated always as identity primary key, post int references post, body text);
							create table history (post int, before jsonb);
							insert into post (id, title) select n, 'title ' || n from generate_series(1, 20) n;
							create function keep() returns trigger language plpgsql as
								'begin insert into history values (old.id, to_jsonb(old)); return null; end';
							create trigger keep after update on post for each row execute function keep();
							create function find() returns trigger language plpgsql as
								'begin new.search := to_tsvector(''simple'', new.title); return new; end';
							create trigger find before insert or update on post for each row execute function find();
							create function bump() returns trigger language plpgsql as
								'begin update post set comments = comments + 1 where id = new.post; return null; end';
							create trigger bump after insert on comment for each row execute function bump();
							""",
					"""
							- alter_column: {table: post, column: title, type: varchar(9000), up: title, down: title}
							- add_column: {table: post, column: {name: lang, type: text, default: "'en'"}}
							- rename_column: {table: comment, from: body, to: text}
							""", List.of(), List.of()))
			.lettingTriggersFire();
		Queue<String> failures = new ConcurrentLinkedQueue<>();
		try (Writers older = new Writers(database, Release.OLD, "body", failures)) {
			release.run(Transition.EXPAND);
			try (Writers newer = new Writers(database, Release.NEW, "text", failures)) {
				newer.awaitRounds();
				older.awaitRounds();
			}
		}
		release.requireAgreement();
		try (Writers newer = new Writers(database, Release.NEW, "text", failures)) {
			release.run(Transition.COMPLETE);
			newer.awaitRounds();
		}
		assertThat(failures).isEmpty();
		assertThat(database.jdbc()
			.sql("select count(*) from post p where comments <> (select count(*) from comment c where c.post = p.id) "
					+ "or search <> to_tsvector('simple', title)")
			.query(Integer.class)
			.single()).isZero();
	}

	private static List<String> constraints(TestDatabase database) {
		return database.jdbc()
			.sql("select conname || ' ' || pg_get_constraintdef(oid) || convalidated from pg_constraint "
					+ "where connamespace = 'public'::regnamespace and contype <> 'n' order by 1")
			.query(String.class)
			.list();
	}

	private static List<String> indexes(TestDatabase database) {
		return database.jdbc()
			.sql("select tablename || ' ' || indexname from pg_indexes where schemaname = 'public' order by 1")
			.query(String.class)
			.list();
	}

	private static PGSimpleDataSource client(TestDatabase database, String version) {
		PGSimpleDataSource source = database.dataSource();
		source.setCurrentSchema("public_" + version + ",public");
		return source;
	}

	private static void transaction(TestDatabase database, String version, String... statements) throws SQLException {
		try (Connection connection = client(database, version).getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			for (String sql : statements) {
				statement.execute(sql);
			}
			connection.commit();
		}
	}

	/** Clients of one version that write until they are closed. */
	private static final class Writers implements AutoCloseable {

		private static final int CLIENTS = 3;

		private static final int ROUNDS = 10;

		private final AtomicBoolean end = new AtomicBoolean();

		private final CountDownLatch rounds = new CountDownLatch(CLIENTS * ROUNDS);

		private final List<Thread> threads;

		Writers(TestDatabase database, String version, String body, Queue<String> failures) {
			List<String> statements = List.of("update post set title = title || '.' where id = 1 + mod(%d, 20)",
					"insert into comment (post, " + body + ") values (1 + mod(%d, 20), 'x')",
					"update comment set " + body + " = 'y' where id = %d", "select * from post where id = %d");
			this.threads = IntStream.range(0, CLIENTS)
				.mapToObj((number) -> new Thread(() -> run(database, version, statements, failures, number)))
				.toList();
			this.threads.forEach(Thread::start);
		}

		private void run(TestDatabase database, String version, List<String> statements, Queue<String> failures,
				int number) {
			try (Connection connection = client(database, version).getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("select versioned_schema.attach('" + version + "')");
				for (int round = number; !this.end.get(); round += 7) {
					for (String sql : statements) {
						statement.execute(sql.formatted(round));
					}
					this.rounds.countDown();
				}
			}
			catch (SQLException ex) {
				failures.add(version + ": " + ex.getMessage());
				Stream.generate(() -> 1).limit(this.rounds.getCount()).forEach((one) -> this.rounds.countDown());
			}
		}

		void awaitRounds() throws InterruptedException {
			this.rounds.await();
		}

		@Override
		public void close() {
			this.end.set(true);
			this.threads.forEach((thread) -> assertThatCode(thread::join).doesNotThrowAnyException());
		}

	}

}
