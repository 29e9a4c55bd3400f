package io.github.versionedschema.mistakes;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that rows that cannot be converted are found before anything changes.
 */
@PostgresTest
class RowTrialTests {

	@ParameterizedTest
	@MethodSource("io.github.versionedschema.mistakes.Failing#values")
	void rowsThatCannotBeConvertedAreFoundBeforeAnythingChanges(Failing failing, TestDatabase database) {
		Release release = Release.installed(database, failing.change());
		database.jdbc().sql(failing.statements().get(0)).update();
		List<TransitionEvent> events = new ArrayList<>();
		try (VersionedSchema second = release.second(events::add)) {
			assertThat(second.validate()).filteredOn((finding) -> finding.severity() == Severity.ERROR)
				.singleElement()
				.satisfies((finding) -> assertThat(finding.message()).contains("1 row").contains("id=61: "));
			assertThatThrownBy(second::expand).hasMessageContaining("1 row")
				.hasMessageContaining("id=61: ")
				.hasMessageContaining("Nothing was changed");
		}
		assertThat(events).noneMatch((event) -> event instanceof TransitionEvent.StepStarted);
	}

	@Test
	void rowsOfALargeTableAreLookedAtWhenThatIsWanted(TestDatabase database) {
		Failing failing = Failing.tooLong();
		Release release = Release.installed(database, failing.change());
		database.jdbc()
			.sql("insert into t (v) select 'v' from generate_series(1, 500000); insert into t (v) values (repeat('x', 31))")
			.update();
		try (VersionedSchema second = release.second()) {
			assertThat(second.validate()).noneMatch((finding) -> finding.severity() == Severity.ERROR);
			assertThat(second.validate(true)).filteredOn((finding) -> finding.severity() == Severity.ERROR)
				.singleElement()
				.satisfies((finding) -> assertThat(finding.message()).contains("value too long"));
		}
	}

	@Test
	void rowsOfALargeTableAreLookedAtFirstWhenTheExpandFailedBefore(TestDatabase database) {
		Failing failing = Failing.tooLong();
		Release release = Release.installed(database, failing.change());
		database.jdbc().sql("""
				alter table t add pad text;
				insert into t (v, pad) select 'v', repeat('p', 1900) from generate_series(1, 10000);
				insert into t (v) values (repeat('x', 31));
				""").update();
		List<TransitionEvent> events = new ArrayList<>();
		try (VersionedSchema second = release.second(events::add)) {
			assertThatThrownBy(second::expand).hasMessageContaining("value too long")
				.hasMessageContaining("was undone");
			events.clear();
			assertThatThrownBy(second::expand).hasMessageContaining("id=10061: value too long")
				.hasMessageContaining("Nothing was changed");
			assertThat(events).noneMatch((event) -> event instanceof TransitionEvent.StepStarted);
			database.jdbc().sql("update t set v = 'short' where id = 10061").update();
			assertThat(second.expand().changed()).isTrue();
		}
	}

	@Test
	void rowsThatSqlOfTheMigrationCorrectsAreLookedAtAfterIt(TestDatabase database) {
		Release release = duplicates(database, "update t set email = email || id where id > 1");
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
		assertThat(database.jdbc().sql("select email || n from t order by id").query(String.class).list())
			.containsExactly("a1", "a22");
	}

	@Test
	void anExpandIsUndoneIfSqlOfTheMigrationLeavesSuchRows(TestDatabase database) {
		Release release = duplicates(database, "update t set email = email where id > 1");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(second::expand)
				.hasMessageContaining("have the same \"email\", which t_email_key forbids")
				.hasMessageContaining("was undone");
		}
	}

	private static Release duplicates(TestDatabase database, String correction) {
		return Release.installed(database, new Change("duplicates", """
				create table t (id int primary key, email text, n text);
				insert into t values (1, 'a', '1'), (2, 'a', 'none');
				""", """
				- sql: {up: "%s; update t set n = '2' where n = 'none'", down: select 1}
				- alter_column: {table: t, column: email, unique: {name: t_email_key}}
				- alter_column: {table: t, column: n, type: int, up: n::int, down: n::text}
				""".formatted(correction), List.of(), List.of()));
	}

	@Test
	void rowsForANewTableThatSqlOfTheMigrationCorrectsAreLookedAtAfterIt(TestDatabase database) {
		Release release = extracted(database, "update t set email = email || id where id > 1");
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
		assertThat(database.jdbc().sql("select email || n from u order by n").query(String.class).list())
			.containsExactly("a1", "a22");
	}

	@Test
	void anExpandIsUndoneIfSqlOfTheMigrationLeavesRowsOfOneKeyForANewTable(TestDatabase database) {
		Release release = extracted(database, "update t set email = email where id > 1");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(second::expand).hasMessageContaining("rows of t would become the same row of u")
				.hasMessageContaining("was undone");
		}
	}

	private static Release extracted(TestDatabase database, String correction) {
		return Release.installed(database, new Change("extracted", """
				create table t (id int primary key, email text, n text);
				insert into t values (1, 'a', '1'), (2, 'a', '2');
				""", """
				- sql: {up: "%s", down: select 1}
				- create_table:
				    name: u
				    columns: [{name: email, type: text, pk: true}, {name: n, type: text}]
				    up: {table: t, values: {email: email, n: n}}
				""".formatted(correction), List.of(), List.of()));
	}

}
