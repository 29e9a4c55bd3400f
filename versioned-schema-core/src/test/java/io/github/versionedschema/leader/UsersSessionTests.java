package io.github.versionedschema.leader;

import java.util.List;

import io.github.versionedschema.execute.CheckRunner;
import io.github.versionedschema.execute.Conductor;
import io.github.versionedschema.execute.Plans;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.versionedschema.execute.Plans.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that custom SQL may change the state of its session without effect on later
 * steps.
 */
@PostgresTest
class UsersSessionTests {

	private static final String STATE = """
			select coalesce(string_agg(concat_ws('=', name, setting), ', ' order by name), '')
				|| ' role=' || current_setting('role') || ' session=' || session_user
				|| ' mine=' || coalesce(current_setting('mine.setting', true), '')
				|| ' prepared=' || (select count(*) from pg_prepared_statements where from_sql)
				|| ' listening=' || (select count(*) from pg_listening_channels())
				|| ' cursors=' || (select count(*) from pg_cursors where is_holdable)
				|| ' temporary=' || (select count(*) from pg_class where relnamespace = pg_my_temp_schema())
				|| ' locks=' || (select string_agg(concat_ws('.', classid, objid, objsubid, mode), ' ' order by classid, objid)
					from pg_locks where locktype = 'advisory' and pid = pg_backend_pid())
			from pg_settings where source = 'session' and name not like 'transaction%'
			""";

	private static final Source SOURCE = new Source("02_b.yaml", 1, 1, 1, "sql");

	@ParameterizedTest
	@ValueSource(strings = { "select pg_catalog.set_config('search_path', '', false)", "set statement_timeout = '30ms'",
			"set lock_timeout = 1", "set idle_in_transaction_session_timeout = 1000", "set role pg_read_all_data",
			"set session authorization other", "set default_transaction_read_only = on",
			"set session characteristics as transaction isolation level serializable", "set row_security = off",
			"set session_replication_role = replica", "set client_min_messages = error", "set mine.setting = 'x'",
			"set application_name = 'mine'", "set check_function_bodies = off", "set time zone 'Asia/Tokyo'",
			"set local role pg_read_all_data", "create temporary table mine (id int)", "listen mine",
			"prepare mine as select 1", "declare mine cursor with hold for select 1", "select pg_advisory_lock(1)",
			"select pg_advisory_lock(-1), pg_advisory_lock(-1)", "select pg_advisory_lock_shared(-7, 2147483647)",
			"select pg_advisory_lock(-9223372036854775808)", "select pg_advisory_unlock_all()", "reset all",
			"reset session authorization", "discard temp", "discard plans" })
	void nothingOfItStays(String sql, TestDatabase database) {
		database.jdbc().sql("create role other").update();
		try (Conductor conductor = new Conductor(database)) {
			String before = state(conductor);
			conductor.run(Plans.of(step("one", Phase.EXPAND, new Action.UserSql("create table t (id int); " + sql))));
			assertThat(state(conductor)).isEqualTo(before);
		}
		finally {
			database.jdbc().sql("drop role other").update();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "discard all", "set statement_timeout = '50ms'; vacuum; set role pg_read_all_data" })
	void nothingStaysOfWhatRunsInNoTransaction(String sql, TestDatabase database) {
		try (Conductor conductor = new Conductor(database)) {
			String before = state(conductor);
			conductor.run(Plans.of(step("one", Phase.EXPAND, new Action.UserSql("vacuum; " + sql))));
			assertThat(state(conductor)).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "prepare mine as select 1", "select pg_advisory_lock(1)", "set statement_timeout = '30ms'" })
	void nothingStaysOfWhatFails(String sql, TestDatabase database) {
		try (Conductor conductor = new Conductor(database)) {
			String before = state(conductor);
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> conductor
				.run(Plans.of(step("one", Phase.EXPAND, new Action.UserSql(sql + "; select 1 / 0")))));
			assertThat(state(conductor)).isEqualTo(before);
		}
	}

	@Test
	void nothingStaysOfWhatUndoesIt(TestDatabase database) {
		Step step = step("one", Phase.EXPAND, new Action.UserSql("create table t (id int)"),
				new Action.UserSql("drop table t; select pg_catalog.set_config('search_path', '', false)"));
		try (Conductor conductor = new Conductor(database)) {
			String before = state(conductor);
			long run = conductor.run(Plans.of(step));
			conductor.executor.undo(run, Plans.of(step));
			assertThat(state(conductor)).isEqualTo(before);
		}
	}

	@Test
	void nothingStaysOfWhatIsOnlyChecked(TestDatabase database) {
		try (Conductor conductor = new Conductor(database)) {
			String before = state(conductor);
			check(conductor, "prepare mine as select 1; listen mine; set search_path = ''; set row_security = off");
			assertThat(state(conductor)).isEqualTo(before);
		}
	}

	@Test
	void aCheckSeesNothingOfWhatSqlBeforeItSet(TestDatabase database) {
		database.jdbc().sql("create table t (id int)").update();
		try (Conductor conductor = new Conductor(database)) {
			assertThat(check(conductor, "set search_path = ''; set role pg_read_all_data; prepare mine as select 1",
					"create view v as select id from t; prepare mine as select 2"))
				.isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', value = { "IntervalStyle, iso_8601, (interval '1 day')::text, P1D",
			"standard_conforming_strings, off, 'a\\\\b', a\\b" })
	void itIsReadLikeInANewSession(String setting, String ofTheDatabase, String expression, String expected,
			TestDatabase database) {
		database.jdbc()
			.sql("alter database %s set %s = %s".formatted(database.name(), setting, ofTheDatabase))
			.update();
		try (Conductor conductor = new Conductor(database)) {
			conductor.run(Plans
				.of(step("one", Phase.EXPAND, new Action.UserSql("create table t as select " + expression + " as a"))));
		}
		assertThat(database.jdbc().sql("select a from t").query(String.class).single()).isEqualTo(expected);
	}

	private static List<String> check(Conductor conductor, String... scripts) {
		List<Check> checks = List.of(scripts)
			.stream()
			.map((script) -> new Check("the SQL", script, 0, SOURCE).briefly())
			.toList();
		return new CheckRunner(conductor.leadership, () -> conductor.leadership.connection(), Conductor.LOCKS,
				(event) -> {
				})
			.run(checks)
			.stream()
			.map(Object::toString)
			.toList();
	}

	private static String state(Conductor conductor) {
		return conductor.leadership.jdbc().sql(STATE).query(String.class).single();
	}

}
