package io.github.versionedschema.versions;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests versions that follow one whose enum has other values. Each of them has an enum of
 * its own under the name.
 */
@PostgresTest
@Tag("thorough")
class EnumsOfVersionsTests {

	private static final String GIVEN = """
			create type mood as enum ('sad', 'ok');
			create table t (id int primary key, m mood not null default 'ok', ms mood[] default '{}');
			create index t_sad on t (id) where m = 'sad';
			insert into t (id, m) select n, case when n % 2 = 0 then 'sad' else 'ok' end::mood from generate_series(1, 60) n;
			""";

	private static final List<String> CHANGES = List.of(
			"- alter_type: {name: mood, rename_value: {from: sad, to: blue}}",
			"- add_column: {table: t, column: {name: note, type: text, nullable: true}}",
			"- alter_type: {name: mood, rename_value: {from: ok, to: fine}}");

	private static List<String> statements(String first, String second) {
		return List.of("select * from t where id = ?",
				"select id from t where m = '%s'::mood and id = ?".formatted(first),
				"update t set m = case m when '%1$s' then '%2$s'::mood else '%1$s' end where id = ?".formatted(first,
						second),
				"update t set ms = array['%s', '%s']::mood[] where id = ? and m = any (enum_range(null::mood))"
					.formatted(first, second),
				"insert into t (id, m) values (100 + ?, '%s'::mood) on conflict (id) do update set m = excluded.m"
					.formatted(second));
	}

	private static Clients clients(TestDatabase database, int version) {
		List<String> statements = switch (version) {
			case 1 -> statements("sad", "ok");
			case 2, 3 -> statements("blue", "ok");
			default -> statements("blue", "fine");
		};
		return Clients.start(database, "v" + version, statements);
	}

	@Test
	void eachVersionSeesItsValuesOfWhatAnyOtherWrites(TestDatabase database) throws SQLException {
		Releases releases = Releases.installed(database, GIVEN);
		CHANGES.forEach(releases::expand);
		try (Connection one = releases.attached("v1");
				Connection three = releases.attached("v3");
				Connection four = releases.attached("v4")) {
			client(one).sql("update t set m = 'sad'::mood, ms = '{sad,ok}'::mood[] where id = 1").update();
			assertThat(row(three, "select m = 'blue'::mood, ms::text from t where id = 1")).containsExactly(true,
					"{blue,ok}");
			assertThat(row(four, "select m::text, ms::text from t where id = 1")).containsExactly("blue",
					"{blue,fine}");
			client(four).sql("update t set m = 'fine'::mood where id = 1").update();
			assertThat(row(three, "select m = 'ok'::mood from t where id = 1")).containsExactly(true);
			assertThat(row(one, "select m = 'ok'::mood from t where id = 1")).containsExactly(true);
		}
	}

	@Test
	void versionsComeAndGoUnderFire(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		new ComingAndGoing(releases, CHANGES, (version) -> clients(database, version)).run();
		assertThat(database.jdbc()
			.sql("select string_agg(enumlabel, ',' order by enumsortorder) from pg_enum join pg_type t on t.oid = enumtypid where typname = 'mood'")
			.query(String.class)
			.single()).isEqualTo("blue,fine");
	}

	@Test
	void aKeptVersionComesBackWithItsValues(TestDatabase database) throws SQLException {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(CHANGES.get(0));
		try (VersionedSchema newest = releases.newest()) {
			newest.retire(false);
		}
		releases.expand(CHANGES.get(1));
		try (Connection three = releases.attached("v3")) {
			client(three).sql("update t set m = 'blue'::mood, ms = '{blue,ok}' where id = 1").update();
			try (VersionedSchema newest = releases.newest()) {
				newest.revert();
			}
			try (Connection one = releases.attached("v1")) {
				assertThat(row(one, "select m = 'sad'::mood, ms::text from t where id = 1")).containsExactly(true,
						"{sad,ok}");
				client(one).sql("update t set m = 'ok'::mood where id = 1").update();
			}
			assertThat(row(three, "select m = 'ok'::mood from t where id = 1")).containsExactly(true);
		}
		releases.complete();
		assertThat(releases.differencesToDirectRun(GIVEN, CHANGES.subList(0, 2))
			.stream()
			.filter((line) -> !line.contains("column | public.t 000"))).isEmpty();
	}

	@Test
	void anEnumThatCannotBeReplacedAgainIsExplained(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(CHANGES.get(0));
		database.jdbc()
			.sql("create function calm(m public_v2.mood) returns boolean language sql return m = 'ok'")
			.update();
		assertThatThrownBy(() -> releases.expand(CHANGES.get(1))).isInstanceOf(InvalidPlanException.class)
			.hasMessageContaining(
					"Version \"v2\" has an enum \"mood\" of its own until complete, so this version needs one, too.")
			.hasMessageContaining("function public.calm(public_v2.mood) uses it")
			.hasMessageContaining("Complete to version \"v2\" first.");
	}

	private static List<Object> row(Connection connection, String sql) {
		return client(connection).sql(sql).query().singleRow().values().stream().toList();
	}

	private static JdbcClient client(Connection connection) {
		return JdbcClient.create(new SingleConnectionDataSource(connection, true));
	}

}
