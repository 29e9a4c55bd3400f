package io.github.versionedschema.rights;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that objects of a migration grant no privileges, and that statements of the
 * leader call no foreign objects on the search_path.
 */
@PostgresTest
class RightsTests {

	/** Creates one of each kind of function that a plan can contain. */
	private static final Change EACH_KIND = Change.withoutClients(CaseFile.of("rights/each-kind-of-function.yaml"));

	@Test
	void theRightsThatTheDocumentsNameAreEnough(TestDatabase database) {
		String owner = database.createRole();
		String leader = database.createRole();
		String application = database.createRole();
		List.of("grant %1$s to %2$s", "grant create on database %4$s to %2$s",
				"grant usage, create on schema public to %2$s", "grant usage, create on schema public to %1$s",
				"grant set on parameter session_replication_role to %2$s", "grant pg_read_all_stats to %2$s")
			.forEach((grant) -> database.jdbc()
				.sql(grant.formatted(owner, leader, application, database.name()))
				.update());
		Release release = Release.installed(() -> database.dataSource(leader, leader).getConnection(),
				new Change("rights",
						EACH_KIND.given() + "alter table t owner to " + owner + ";\n"
								+ "grant select, insert, update, delete on t to " + application + ";\n",
						EACH_KIND.operations(), List.of(), List.of()));
		release.run(Transition.EXPAND);
		for (String version : List.of("01_old", "02_new")) {
			PGSimpleDataSource source = database.dataSource(application, application);
			source.setCurrentSchema("public_" + version + ",public");
			JdbcClient client = JdbcClient.create(source);
			client.sql("insert into t (name, email, n) values ('x', ?, 1)").params(version).update();
			assertThat(client.sql("select count(*) from t").query(Integer.class).single()).isGreaterThan(20);
			assertThat(client.sql("delete from t where email = ?").params(version).update()).isOne();
		}
		release.requireAgreement();
		release.run(Transition.COMPLETE);
		database.jdbc().sql("revoke set on parameter session_replication_role from " + leader).update();
	}

	@Test
	void aStrangersTriggerCannotCallOurs(TestDatabase database) {
		expanded(database, EACH_KIND);
		String stranger = database.createRole();
		String function = database.jdbc().sql("""
				select p.oid::regproc::text from pg_proc p
				where p.pronamespace = 'versioned_schema'::regnamespace and p.prorettype = 'trigger'::regtype limit 1
				""").query(String.class).single();
		JdbcClient client = JdbcClient.create(database.dataSource(stranger, stranger));
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> client.sql("create temporary table mine (id int); create trigger t before insert on mine "
					+ "for each row execute function " + function + "()")
				.update())
			.withStackTraceContaining("permission denied for function");
	}

	@Test
	void namesThatContainOurQuotesAreNamesAllTheSame(TestDatabase database) {
		Release release = Release.installed(database, new Change("quotes", """
				create table "t$vs$" (id int primary key, "a$versioned_schema$" int);
				insert into "t$vs$" select n, n from generate_series(1, 20) n;
				""", """
				- alter_column: {table: 't$vs$', column: 'a$versioned_schema$', type: bigint, nullable: false,
				    up: 'coalesce("a$versioned_schema$", 0)', down: '"a$versioned_schema$"',
				    check: {name: 'c$vs1$', constraint: '"a$versioned_schema$" >= 0'}}
				""", List.of(), List.of()));
		release.run(Transition.EXPAND);
		database.jdbc().sql("insert into \"t$vs$\" values (21, 21)").update();
		release.requireAgreement();
		release.run(Transition.COMPLETE);
		assertThat(database.jdbc().sql("select sum(\"a$versioned_schema$\") from \"t$vs$\"").query(Long.class).single())
			.isEqualTo(231);
	}

	@Test
	void theLeaderCallsNoOperatorThatOthersMade(TestDatabase database) {
		database.jdbc().sql("""
				create function public.hijacked(a text, b varchar) returns boolean language plpgsql
					as 'begin raise exception ''hijacked''; end';
				create function public.hijacked(a varchar, b text) returns boolean language plpgsql
					as 'begin raise exception ''hijacked''; end';
				create function public.hijacked(a varchar, b varchar) returns boolean language plpgsql
					as 'begin raise exception ''hijacked''; end';
				create function public.hijacked(a oid, b regclass) returns boolean language plpgsql
					as 'begin raise exception ''hijacked''; end';
				create operator public.= (function = public.hijacked, leftarg = oid, rightarg = regclass);
				create function public.hijacked(a numeric, b int) returns numeric language plpgsql
					as 'begin raise exception ''hijacked''; end';
				create operator public.+ (function = public.hijacked, leftarg = numeric, rightarg = int);
				create function public.hijacked(a numeric, b bigint) returns boolean language plpgsql
					as 'begin raise exception ''hijacked''; end';
				create operator public.>= (function = public.hijacked, leftarg = numeric, rightarg = bigint);
				create function public.setval(a oid, b bigint) returns bigint language plpgsql
					as 'begin raise exception ''hijacked''; end';
				create function public.format(a text, b regprocedure, c real) returns text language plpgsql
					as 'begin raise exception ''hijacked''; end';
				create operator public.= (function = public.hijacked, leftarg = text, rightarg = varchar);
				create operator public.= (function = public.hijacked, leftarg = varchar, rightarg = text);
				create operator public.= (function = public.hijacked, leftarg = varchar, rightarg = varchar);
				create operator public.<> (function = public.hijacked, leftarg = text, rightarg = varchar);
				create operator public.<> (function = public.hijacked, leftarg = varchar, rightarg = varchar);
				""").update();
		Release release = expanded(database, EACH_KIND);
		try (VersionedSchema second = release.second()) {
			assertThat(second.status().versions()).isNotEmpty();
			second.verify();
			second.abort(false);
			assertThat(second.validate()).noneMatch((finding) -> finding.message().contains("hijacked"));
			second.expand();
			second.complete(false);
		}
	}

	private static Release expanded(TestDatabase database, Change change) {
		Release release = Release.installed(database, change);
		release.run(Transition.EXPAND);
		return release;
	}

}
