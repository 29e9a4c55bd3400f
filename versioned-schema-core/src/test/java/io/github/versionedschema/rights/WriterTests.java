package io.github.versionedschema.rights;

import java.util.List;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that name resolution in expressions and the success of writes do not depend on
 * the settings and privileges of the writer's session.
 */
@PostgresTest
class WriterTests {

	private static final Change CHANGE = Change.withoutClients(CaseFile.of("writer/functions-and-keys.yaml"));

	private TestDatabase database;

	private String role;

	private Release release;

	@BeforeEach
	void expand(TestDatabase database) {
		this.database = database;
		this.role = database.createRole();
		this.release = Release.installed(database, CHANGE);
		database.jdbc()
			.sql("grant select, insert, update, delete on users, visits to %1$s".formatted(this.role))
			.update();
		this.release.run(Transition.EXPAND);
	}

	private JdbcClient superuser(String path) {
		return client(this.database.dataSource(), path);
	}

	private JdbcClient application(String version) {
		return client(this.database.dataSource(this.role, this.role), "public_" + version + ",public");
	}

	private static JdbcClient client(PGSimpleDataSource source, String path) {
		source.setCurrentSchema(path);
		return JdbcClient.create(source);
	}

	private List<String> usersOf(String version) {
		return this.database.jdbc()
			.sql("select email || ' ' || country || ' ' || n from public_%s.users order by id".formatted(version))
			.query(String.class)
			.list();
	}

	@Test
	void aRoleWithRightsOnTheTablesOnlyWritesAsEitherVersion() {
		application(Release.OLD).sql("insert into users (email, country) values ('a', 'IS')").update();
		application(Release.OLD).sql("insert into visits (user_id, seconds) values (1, 7)").update();
		application(Release.NEW).sql("insert into users (email, country) values ('b', 'Iceland')").update();
		application(Release.NEW).sql("insert into visits (user_id, seconds) values (1, 8)").update();
		application(Release.OLD).sql("update users set country = 'IS', n = 1 where email = 'Old@x'").update();
		application(Release.NEW).sql("update users set country = 'Norway', n = 2 where email = 'a'").update();
		assertThat(usersOf(Release.OLD)).containsExactly("Old@x IS 1", "a NO 2", "b IS 0");
		assertThat(usersOf(Release.NEW)).containsExactly("Old@x Iceland 1", "a Norway 2", "b Iceland 0");
		assertThat(this.database.jdbc()
			.sql("select o.seconds || ' ' || n.seconds from public_01_old.visits o join public_02_new.visits n on n.id = o.id order by o.id")
			.query(String.class)
			.list()).containsExactly("7 7", "8 8");
	}

	@Test
	void rowPoliciesOfALookedUpTableDoNotCount() {
		this.database.jdbc().sql("grant select on countries to " + this.role).update();
		this.database.jdbc().sql("alter table countries enable row level security").update();
		application(Release.OLD).sql("insert into users (email, country) values ('a', 'IS')").update();
		application(Release.NEW).sql("insert into users (email, country) values ('b', 'Norway')").update();
		assertThat(usersOf(Release.OLD)).containsExactly("Old@x NO 0", "a IS 0", "b NO 0");
		assertThat(usersOf(Release.NEW)).containsExactly("Old@x Norway 0", "a Iceland 0", "b Norway 0");
	}

	@Test
	void aTemporaryTableInFrontOfALookedUpOneDoesNotCount() throws Exception {
		for (String version : List.of(Release.OLD, Release.NEW)) {
			PGSimpleDataSource source = this.database.dataSource();
			source.setCurrentSchema("public_" + version + ",public");
			try (var connection = source.getConnection()) {
				JdbcClient client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
				client.sql("create temporary table countries as select code, 'wrong' as name from public.countries")
					.update();
				client.sql("insert into users (email, country) values (?, ?)")
					.params(version, version.equals(Release.OLD) ? "IS" : "Iceland")
					.update();
			}
		}
		assertThat(usersOf(Release.OLD)).containsExactly("Old@x NO 0", "01_old IS 0", "02_new IS 0");
		assertThat(usersOf(Release.NEW)).containsExactly("Old@x Norway 0", "01_old Iceland 0", "02_new Iceland 0");
	}

	@Test
	void aWriterWithAnEmptyPathWritesAsEitherVersion() {
		JdbcClient client = superuser("");
		client.sql("insert into public.users (email, country) values ('a', 'IS')").update();
		client.sql("insert into public_01_old.users (email, country) values ('b', 'IS')").update();
		client.sql("insert into public_02_new.users (email, country) values ('c', 'Iceland')").update();
		client.sql("update public_02_new.users set country = 'Norway' where email = 'a'").update();
		client.sql("update public_01_old.users set country = 'NO' where email = 'c'").update();
		assertThat(usersOf(Release.OLD)).containsExactly("Old@x NO 0", "a NO 0", "b IS 0", "c NO 0");
		assertThat(usersOf(Release.NEW)).containsExactly("Old@x Norway 0", "a Norway 0", "b Iceland 0", "c Norway 0");
	}

	@Test
	void aFunctionWithAnEmptyPathWritesAsEitherVersion() {
		this.database.jdbc().sql("""
				create function add_user(e text) returns void language sql set search_path = '' as
					$$ insert into public.users (email, country) values (e, 'IS') $$
				""").update();
		superuser("public_01_old,public").sql("select add_user('a')").query().listOfRows();
		superuser("public_02_new,public").sql("select add_user('b')").query().listOfRows();
		assertThat(usersOf(Release.NEW)).containsExactly("Old@x Norway 0", "a Iceland 0", "b Iceland 0");
	}

	@Test
	void functionsThatNobodyElseMayCallByDefaultAreCalledForTheApplication() {
		this.release.run(Transition.ABORT);
		this.database.jdbc().sql("alter default privileges revoke execute on functions from public").update();
		this.release.run(Transition.EXPAND);
		application(Release.NEW).sql("insert into users (email, country) values ('b', 'Norway')").update();
		application(Release.OLD).sql("insert into users (email, country) values ('a', 'IS')").update();
		assertThat(usersOf(Release.NEW)).containsExactly("Old@x Norway 0", "b Norway 0", "a Iceland 0");
	}

}
