package io.github.versionedschema.mistakes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that trigger functions which do not fit the new type of a column are found before
 * anything changes. PostgreSQL looks up the functions and operators of a body in quotes
 * only when it runs, so they are run with the new types.
 */
@PostgresTest
@Tag("thorough")
class TypeTrialTests {

	private static final String LEASES = """
			create table lease (id int primary key, address bigint not null, state int, note text);
			create table stat (what text, address bigint not null);
			create table host (id int primary key, lease_id int references lease, name text);
			insert into lease select n, 1000 + n, n %% 3, 'lease ' || n from generate_series(1, %d) n;
			insert into host select n, n, 'host ' || n from generate_series(1, %<d) n;
			create function remember(bigint) returns void language plpgsql as
				$$ begin insert into stat values ('address', $1); end $$;
			""";

	private static final String TO_TEXT = "- alter_column: {table: lease, column: address, type: text, up: \"'a' || address\", down: \"substr(address, 2)::bigint\"}";

	private static final String TO_INET = "- alter_column: {table: lease, column: address, type: inet, up: \"'0.0.0.0'::inet + address\", down: \"address - '0.0.0.0'::inet\"}";

	/**
	 * A trigger and what PostgreSQL says about it when the column has its new type.
	 *
	 * @param body the trigger function's body
	 * @param trigger when it fires, and for which table
	 * @param operation the migration
	 * @param rows the number of rows
	 * @param error the error message of the database
	 */
	record Unfitting(String name, String body, String trigger, String operation, int rows, String error) {

		String made() {
			return LEASES.formatted(this.rows)
					+ """
							create function keep() returns trigger language plpgsql as $$ begin %s return coalesce(new, old); end $$;
							create trigger keep %s for each row execute function keep();
							"""
						.formatted(this.body, this.trigger);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	static List<Unfitting> unfitting() {
		String remember = "perform remember(new.address);";
		String text = "function remember(text) does not exist";
		return List.of(
				new Unfitting("a function of the new value", remember, "before insert or update on lease", TO_TEXT, 5,
						text),
				new Unfitting("a function of the old value", "perform remember(old.address);", "after delete on lease",
						TO_TEXT, 5, text),
				new Unfitting("another type", remember, "after update on lease", TO_INET, 5,
						"function remember(inet) does not exist"),
				new Unfitting("a function that is called if the value changed",
						"if new.address <> old.address then perform remember(old.address); end if;",
						"after update on lease", TO_TEXT, 5, text),
				new Unfitting("one row",
						"if new.address is distinct from old.address then perform remember(old.address); end if;",
						"before update on lease", TO_TEXT, 1, text),
				new Unfitting("many rows", "if new.address <> old.address then perform remember(old.address); end if;",
						"before update on lease", TO_TEXT, 10_000, text),
				new Unfitting("a trigger that waits for the column", remember, "after update of address on lease",
						TO_TEXT, 5, text),
				new Unfitting("a trigger with a condition", remember, "after update on lease", TO_TEXT, 5, text),
				new Unfitting("an operator", "new.state := new.address % 3;", "before update on lease", TO_TEXT, 5,
						"operator does not exist: text % integer"),
				new Unfitting("SQL that is put together at run time",
						"execute 'select remember($1.address)' using new;", "before update on lease", TO_TEXT, 5, text),
				new Unfitting("a trigger of another table",
						"perform remember(address) from lease where id = new.lease_id;",
						"before insert or update on host", TO_TEXT, 5, text));
	}

	@ParameterizedTest
	@MethodSource("unfitting")
	void aFunctionThatDoesNotFitANewTypeIsFoundBeforeAnythingChanges(Unfitting unfitting, TestDatabase database) {
		Release release = patient(database,
				new Change(unfitting.name(), unfitting.made(), unfitting.operation(), List.of(), List.of()));
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		List<TransitionEvent> events = new ArrayList<>();
		try (VersionedSchema second = release.second(events::add)) {
			assertThatExceptionOfType(RefusedException.class).isThrownBy(second::expand)
				.withMessageContaining(unfitting.error())
				.withMessageContaining("function keep() line 1")
				.withMessageContaining("02_new.yaml:2 operation 1 (alter_column)")
				.withMessageContaining("Nothing was changed");
		}
		assertThat(events).noneMatch((event) -> event instanceof TransitionEvent.StepStarted);
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
		assertThat(database.jdbc().sql("select count(*) from stat").query(Long.class).single()).isZero();
	}

	/** Functions that fit, and the migration. */
	static List<Change> fitting() {
		String remember = "perform remember(new.address);";
		String update = "before insert or update or delete on lease";
		return List.of(fitting("a function for the new type, which SQL of the migration creates", remember, update, """
				- sql:
				    up: create function remember(text) returns void language sql as 'select 1'
				    down: drop function remember(text)
				""" + TO_TEXT),
				fitting("a function for the new type, which later SQL of the migration creates", remember, update,
						TO_TEXT + """

								- sql:
								    up: create function remember(text) returns void language sql as 'select 1'
								    down: drop function remember(text)
								"""),
				fitting("a trigger that SQL of the migration drops", remember, update,
						"""
								- sql: {up: drop trigger keep on lease, down: create trigger keep after update on lease for each row execute function keep()}
								"""
								+ TO_TEXT),
				fitting("a cast", "perform remember(length(new.address::text));", update, TO_TEXT),
				fitting("the table under its qualified name",
						"perform count(*) from public.lease where address = new.address;", update, TO_TEXT),
				fitting("a variable of the table's row type",
						"declare l public.lease; begin l := new; perform remember(length(l.address::text)); end;",
						update, TO_TEXT),
				fitting("a column that must not be null, and one value for all rows",
						"if new.address is distinct from old.address then insert into seen values (new.address::text); end if;",
						"before update on lease",
						"- alter_column: {table: lease, column: address, type: text, up: \"'a'\", down: \"1001\"}"),
				fitting("a row that is found by the value",
						"if (select id from public.lease where address = new.address) <> new.id then raise 'another'; end if;",
						"after update on lease", TO_TEXT),
				fitting("a rule over all rows",
						"if exists (select from public.lease where address = new.address and id <> new.id) then raise 'taken'; end if;",
						update, TO_TEXT),
				fitting("a function that fails as it is", "perform remember('{}'::json);", update, TO_TEXT),
				fitting("a trigger that waits for the column", "insert into seen values (new.address::text);",
						"after update of address on lease", TO_TEXT));
	}

	private static Change fitting(String name, String body, String trigger, String operations) {
		return new Change(name,
				"create table seen (address text not null);\n"
						+ new Unfitting(name, body, trigger, operations, 5, "").made(),
				operations, List.of(), List.of());
	}

	@ParameterizedTest
	@MethodSource("fitting")
	void functionsThatFitBothTypesAreNoHindrance(Change change, TestDatabase database) {
		Release release = patient(database, change);
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
		assertThat(
				database.jdbc().sql("select pg_typeof(address)::text from lease limit 1").query(String.class).single())
			.isEqualTo("text");
		assertThat(database.jdbc().sql("select count(*) from seen").query(Long.class).single()).isZero();
	}

	@Test
	void sessionsCompileAFunctionAgainThatBelongsToAnother(TestDatabase database) throws SQLException {
		Release release = installedByALeaderWithoutTheFunction(database);
		release.run(Transition.EXPAND);
		try (Connection session = database.dataSource().getConnection();
				Statement statement = session.createStatement()) {
			String update = "update lease set address = address where id = 1";
			statement.execute(update);
			release.run(Transition.COMPLETE);
			assertThat(statement.executeUpdate(update)).isOne();
		}
	}

	@Test
	void aFunctionThatSessionsCannotCompileAgainIsFoundBeforeAnythingChanges(TestDatabase database) {
		Release release = installedByALeaderWithoutTheFunction(database);
		database.jdbc().sql("revoke execute on function keep() from public").update();
		try (VersionedSchema second = release.second()) {
			assertThatExceptionOfType(RefusedException.class).isThrownBy(second::expand)
				.withMessageContaining("type of parameter")
				.withMessageContaining("grant it EXECUTE on the function");
		}
		database.jdbc().sql("grant execute on function keep() to public").update();
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
	}

	/** A superuser owns the trigger function. */
	private static Release installedByALeaderWithoutTheFunction(TestDatabase database) {
		String leader = database.createRole();
		database.jdbc().sql("grant create on database \"%s\" to %s".formatted(database.name(), leader)).update();
		database.jdbc().sql("grant all on schema public to " + leader).update();
		database.jdbc().sql("alter database " + database.name() + " set deadlock_timeout = '5min'").update();
		Change change = fitting("a cast", "perform remember(length(new.address::text));", "before update on lease",
				TO_TEXT);
		Release release = Release.installed(() -> database.dataSource(leader, leader).getConnection(), change)
			.lettingTriggersFire()
			.lockingWithin(Duration.ofMinutes(2));
		database.jdbc().sql("alter function keep() owner to postgres").update();
		return release;
	}

	@Test
	void validateTriesTypesIfItMayLockTables(TestDatabase database) {
		Unfitting unfitting = unfitting().get(0);
		Release release = patient(database,
				new Change(unfitting.name(), unfitting.made(), unfitting.operation(), List.of(), List.of()));
		try (VersionedSchema second = release.second()) {
			assertThat(second.validate()).noneMatch((finding) -> finding.severity() == Severity.ERROR);
			assertThat(second.validate(true)).filteredOn((finding) -> finding.severity() == Severity.ERROR)
				.singleElement()
				.satisfies((finding) -> assertThat(finding.message()).contains(unfitting.error()));
		}
	}

	private static Release patient(TestDatabase database, Change change) {
		database.jdbc().sql("alter database " + database.name() + " set deadlock_timeout = '5min'").update();
		return Release.installed(database, change).lockingWithin(Duration.ofMinutes(2));
	}

}
