package io.github.versionedschema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.postgres.AdvisoryLock;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.github.versionedschema.HandPlanner.sql;
import static io.github.versionedschema.HandPlanner.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a preview says what the transition itself would do, and changes nothing.
 */
@PostgresTest
@Tag("thorough")
class TransitionPreviewTests extends FacadeTests {

	private static final String TRIED = " What contract does to t was tried, with all locks, and rolled back.";

	private static final String REMOVED = "Version \"01_a\" would be removed. No session uses it, and no row was found that prevents it."
			+ TRIED;

	private VersionedSchema schema;

	@BeforeEach
	void completeTheFirstVersion() {
		execute("create table t (id int primary key)");
		try (VersionedSchema first = schema("01_a")) {
			first.expand();
			first.complete(false);
		}
		this.schema = schema("01_a", "02_b");
	}

	@Test
	void nothingIsToDoWithOneLiveVersion() {
		assertThat(List.of(this.schema.preview().complete(null, false), this.schema.preview().retire(null, false),
				this.schema.preview().contract(false), this.schema.preview().abort(false),
				this.schema.preview().revert()))
			.containsExactly(this.schema.complete(false), this.schema.retire(false), this.schema.contract(false),
					this.schema.abort(false), this.schema.revert());
	}

	@Test
	void eachTransitionOfTwoVersionsWouldRun() {
		this.schema.expand();
		assertThat(this.schema.preview().complete(null, false)).isEqualTo(Outcome.done(REMOVED));
		assertThat(this.schema.preview().retire(null, false))
			.isEqualTo(Outcome.done("Version \"01_a\" would be retired and kept."));
		assertThat(this.schema.preview().abort(false)).isEqualTo(Outcome.done("Version \"02_b\" would be undone."));
		assertThat(this.schema.preview().complete("01_a", false)).isEqualTo(this.schema.complete("01_a", false));
		assertRefusedAlike(() -> this.schema.preview().contract(false), () -> this.schema.contract(false));
		assertRefusedAlike(() -> this.schema.preview().complete("03_c", false),
				() -> this.schema.complete("03_c", false));
		assertThat(this.schema.status().phase()).isEqualTo(SchemaStatus.MigrationPhase.EXPANDED);
	}

	@Test
	void aKeptVersionWouldBeContractedOrReverted() {
		this.schema.expand();
		this.schema.retire(false);
		assertThat(this.schema.preview().revert())
			.isEqualTo(Outcome.done("Version \"01_a\" would be live again, beside version \"02_b\"."));
		assertThat(this.schema.preview().contract(false)).isEqualTo(Outcome.done(REMOVED));
		assertThat(this.schema.preview().retire(null, false)).isEqualTo(this.schema.retire(false));
		assertRefusedAlike(() -> this.schema.preview().abort(false), () -> this.schema.abort(false));
	}

	@Test
	void sessionsRefuseItAndForceSaysWhichItWouldTerminate() throws SQLException {
		this.schema.expand();
		assertThat(this.schema.status().next()).startsWith("Complete when every instance runs");
		try (Connection old = attach("01_a")) {
			assertThat(this.schema.status().next())
				.startsWith("Stop the instances of \"01_a\" (1 session). Complete when every instance runs");
			assertRefusedAlike(() -> this.schema.preview().complete(null, false), () -> this.schema.complete(false));
			assertRefusedAlike(() -> this.schema.preview().retire(null, false), () -> this.schema.retire(false));
			assertThat(this.schema.preview().complete(null, true).message())
				.isEqualTo("Version \"01_a\" would be removed. Force would terminate 1 session of version \"01_a\". "
						+ "No row was found that prevents it." + TRIED);
			assertThat(old.isValid(5)).isTrue();
			assertThat(attach("01_a")).satisfies(Connection::close);
		}
		try (Connection newer = attach("02_b")) {
			assertRefusedAlike(() -> this.schema.preview().abort(false), () -> this.schema.abort(false));
			assertThat(this.schema.preview().abort(true).message()).contains("1 session of version \"02_b\"");
			assertThat(newer.isValid(5)).isTrue();
		}
	}

	@Test
	void rowsRefuseItEvenWithForce() {
		this.planner.further.add(step("verify", Phase.VERIFY,
				new Action.Count("t has no rows", "t", "select count(*) from t", "select * from t")));
		this.schema.expand();
		execute("insert into t values (1)");
		assertRefusedAlike(() -> this.schema.preview().complete(null, false), () -> this.schema.complete(false));
		assertRefusedAlike(() -> this.schema.preview().complete(null, true), () -> this.schema.complete(true));
	}

	@Test
	void contractIsTriedAndRolledBack() {
		this.planner.further.add(step("late", Phase.CONTRACT, sql("alter table t add column a int")));
		this.schema.expand();
		assertThat(this.schema.preview().complete(null, false)).isEqualTo(Outcome.done(REMOVED));
		assertThat(this.database.jdbc().sql("select * from t").query().listOfRows()).isEmpty();
		assertThat(this.database.jdbc()
			.sql("select count(*) from pg_attribute where attrelid = 't'::regclass and attname = 'a'")
			.query(Integer.class)
			.single()).isZero();
		assertThat(this.schema.status().phase()).isEqualTo(SchemaStatus.MigrationPhase.EXPANDED);
	}

	@Test
	void whatContractWouldFailAtRefusesIt() {
		this.planner.further.add(step("late", Phase.CONTRACT, sql("alter table missing add column a int")));
		this.schema.expand();
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> this.schema.preview().complete(null, false))
			.withMessageContainingAll("Complete was rehearsed and would fail.", "\"missing\" does not exist",
					"Nothing was changed.");
	}

	@Test
	void sessionsThatHoldTheLocksOfContractAreNamed() throws SQLException {
		this.planner.further.add(step("late", Phase.CONTRACT, sql("alter table t add column a int")));
		this.schema.expand();
		try (Connection client = this.database.dataSource().getConnection();
				Statement statement = client.createStatement()) {
			client.setAutoCommit(false);
			statement.execute("select from t");
			assertThatExceptionOfType(LockUnavailableException.class)
				.isThrownBy(() -> this.schema.preview().complete(null, false))
				.withMessageContaining("idle in transaction");
		}
		assertThat(this.schema.preview().complete(null, false).changed()).isTrue();
	}

	@Test
	void aStoppedCompleteWouldResume() {
		this.planner.further.add(step("late", Phase.CONTRACT, sql("alter table missing add column a int")));
		this.schema.expand();
		execute("create table missing ()");
		execute("create function forbid() returns event_trigger language plpgsql as $$ begin "
				+ "if exists (select from versioned_schema.run where phase = 'completing') then raise 'no'; end if; end $$");
		execute("create event trigger forbid on ddl_command_start when tag in ('ALTER TABLE') execute function forbid()");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> this.schema.complete(false));
		assertThat(this.schema.preview().complete(null, false))
			.isEqualTo(Outcome.done("Complete of version \"02_b\" would resume at: step late."));
		assertThat(this.schema.preview().contract(false)).isEqualTo(this.schema.preview().complete(null, false));
		assertRefusedAlike(() -> this.schema.preview().abort(false), () -> this.schema.abort(false));
		execute("drop event trigger forbid");
		assertThat(this.schema.complete(false).changed()).isTrue();
	}

	@Test
	void aStoppedAbortWouldResume() {
		this.planner.further.add(step("late", Phase.BUILD, sql("select"), sql("drop table missing")));
		this.schema.expand();
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> this.schema.abort(false));
		assertThat(this.schema.preview().abort(false))
			.isEqualTo(Outcome.done("Abort of version \"02_b\" would resume."));
		assertRefusedAlike(() -> this.schema.preview().complete(null, false), () -> this.schema.complete(false));
		execute("create table missing ()");
		assertThat(this.schema.abort(false).changed()).isTrue();
	}

	@Test
	void aStoppedExpandWouldBeUndone() {
		keepFailedExpands();
		this.schema = schema("01_a", "02_b");
		this.planner.further.add(step("late", Phase.BUILD, sql("alter table missing add column a int")));
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.schema::expand);
		assertThat(this.schema.preview().abort(false)).isEqualTo(Outcome.done("Version \"02_b\" would be undone."));
		assertRefusedAlike(() -> this.schema.preview().retire(null, false), () -> this.schema.retire(false));
	}

	@Test
	void anotherLeaderRefusesIt() throws SQLException {
		this.schema.expand();
		try (Connection leader = this.database.dataSource().getConnection();
				var statement = leader.prepareStatement("select pg_advisory_lock(?, ?)")) {
			statement.setInt(1, AdvisoryLock.CLASS);
			statement.setInt(2, AdvisoryLock.leaderKey("public"));
			statement.execute();
			assertThatExceptionOfType(RefusedException.class)
				.isThrownBy(() -> this.schema.preview().complete(null, false))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.ANOTHER_LEADER));
		}
	}

	private static void assertRefusedAlike(Runnable preview, Runnable transition) {
		assertThatExceptionOfType(RefusedException.class).isThrownBy(transition::run)
			.satisfies((refusal) -> assertThatExceptionOfType(RefusedException.class).isThrownBy(preview::run)
				.satisfies((ex) -> {
					assertThat(ex.getMessage()).isEqualTo(refusal.getMessage());
					assertThat(ex.reason()).isEqualTo(refusal.reason());
					assertThat(ex.details()).hasSameSizeAs(refusal.details());
				}));
	}

}
