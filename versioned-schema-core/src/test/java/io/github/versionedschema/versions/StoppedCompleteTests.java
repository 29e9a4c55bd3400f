package io.github.versionedschema.versions;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a complete that ends before its goal says which versions it has removed,
 * which are retired and kept, and what to do.
 */
@PostgresTest
@Tag("thorough")
class StoppedCompleteTests {

	private static final String REMOVED = "Version \"v1\" was removed.";

	private static final String KEPT = "retired and kept: complete or contract removes it, revert makes it live again.";

	private static final String UNCHANGED = "Nothing was changed";

	@Test
	void saysWhatWasRemovedIfObjectsKeepTheNextVersionFromGoing(TestDatabase database) {
		Releases releases = threeLive(database);
		execute(database, """
				create function log_b() returns trigger language plpgsql as
					'begin insert into log values (new.b); return new; end';
				create trigger log_b before insert on t for each row execute function log_b();
				""");
		refused(releases::complete)
			.withMessageContainingAll("log_b", REMOVED + " Version \"v2\" is " + KEPT + " Correct this")
			.withMessageNotContaining(UNCHANGED);
		try (VersionedSchema newest = releases.newest()) {
			assertThat(newest.status().phase()).isEqualTo(MigrationPhase.KEPT);
			refused(() -> newest.contract(false))
				.withMessageContaining(UNCHANGED + ". Version \"v2\" is " + KEPT + " Correct this")
				.withMessageNotContaining("was removed");
			execute(database, "drop trigger log_b on t");
			assertThat(newest.complete(false).message()).isEqualTo("Only version \"v3\" is live now.");
		}
	}

	@Test
	void saysWhatWasRemovedIfTheRehearsalOfTheNextVersionFails(TestDatabase database) {
		Releases releases = threeLive(database);
		forbidDropping(database, "public.t.b");
		refused(releases::complete)
			.withMessageContainingAll("Complete was rehearsed and would fail",
					REMOVED + " Version \"v2\" is " + KEPT + " Restore")
			.withMessageNotContainingAny(UNCHANGED, "no version was retired", "abort");
	}

	@Test
	void doesNotAdviseToAbortWhatIsKept(TestDatabase database) {
		Releases releases = Releases.installed(database, "create table t (id int primary key, b text)");
		releases.expand("- drop_column: {table: t, column: b, down: \"'gone'\"}");
		forbidDropping(database, "public.t.b");
		try (VersionedSchema newest = releases.newest()) {
			refused(() -> newest.complete(false))
				.withMessageContaining(UNCHANGED + ". Version \"v2\" can still be aborted. Restore");
			newest.retire(false);
			refused(() -> newest.contract(false))
				.withMessageContaining(UNCHANGED + ". Version \"v1\" is " + KEPT + " Restore")
				.withMessageNotContainingAny("no version was retired", "abort");
		}
	}

	@Test
	void saysWhichSessionsForceTerminated(TestDatabase database) throws SQLException {
		Releases releases = threeLive(database);
		forbidDropping(database, "public.t.c");
		try (Connection first = releases.attached("v1");
				Connection second = releases.attached("v2");
				Connection other = releases.attached("v2");
				VersionedSchema newest = releases.newest()) {
			refused(() -> newest.complete(true))
				.withMessageContaining(
						"\nForce terminated 1 session of version \"v1\", 2 sessions of version \"v2\". Restore")
				.withMessageNotContaining(UNCHANGED);
			assertThat(first.isValid(5)).isFalse();
			assertThat(second.isValid(5)).isFalse();
			assertThat(other.isValid(5)).isFalse();
		}
	}

	@Test
	void leavesNoCheckThatBindsClientsOfTheVersionThatIsStillLive(TestDatabase database) throws SQLException {
		Releases releases = Releases.installed(database,
				"create table t (id int primary key, b text, c text); insert into t values (1, '1', '1')");
		releases.expand("""
				- drop_column: {table: t, column: c, down: "'gone'"}
				- alter_column: {table: t, column: id, type: bigint, up: "nullif(id, 2)", down: id::int}
				""");
		forbidDropping(database, "public.t.c");
		refused(releases::complete).withMessageContaining("would fail");
		assertThat(constraints(database)).noneMatch((name) -> name.endsWith("_strict"));
		execute(database, "drop event trigger forbid");
		releases.complete();
	}

	@Test
	void removesNothingForAVersionThatIsNotLive(TestDatabase database) {
		Releases releases = stopped(database);
		execute(database, "alter table done drop constraint never");
		try (VersionedSchema newest = releases.newest()) {
			refused(() -> newest.complete("v9", false))
				.withMessageContaining("Version \"v9\" is not live, so the versions before it cannot be retired. "
						+ UNCHANGED + ". Version \"v1\" is retired and partly removed: complete resumes that. Live: ");
			assertThat(newest.status().phase()).isEqualTo(MigrationPhase.COMPLETING);
			assertThat(newest.complete("v3", false).message()).isEqualTo("Only version \"v3\" is live now.");
		}
	}

	@Test
	void saysWhatWasRemovedIfTheExpandThatResumesItIsRefused(TestDatabase database) {
		Releases releases = stopped(database);
		execute(database, "alter table done drop constraint never; insert into t (id) values (null)");
		releases.add("- alter_column: {table: t, column: id, nullable: false, up: id, down: id}");
		refused(releases::expand).withMessageContainingAll("Existing data prevents this", REMOVED + " Correct")
			.withMessageNotContaining(UNCHANGED);
	}

	@Test
	void saysWhatWasRemovedIfAStepFailsForTheNextVersion(TestDatabase database) {
		Releases releases = Releases.installed(database, "create table t (id int); create table done (id int)");
		releases.expand("- add_column: {table: t, column: {name: a, type: int, nullable: true}}");
		releases.expand("- sql: {up: insert into done values (1), onComplete: true}");
		execute(database, "alter table done add constraint never check (false)");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(releases::complete)
			.withMessageContainingAll("\"never\"", "Version \"v2\" is retired", REMOVED);
	}

	/** Returns releases of which the second was completed, except for its last step. */
	private static Releases stopped(TestDatabase database) {
		Releases releases = Releases.installed(database, "create table t (id int); create table done (id int)");
		releases.expand("- sql: {up: insert into done values (1), onComplete: true}");
		releases.expand("- add_column: {table: t, column: {name: a, type: int, nullable: true}}");
		execute(database, "alter table done add constraint never check (false)");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> releases.completeTo("v2"));
		return releases;
	}

	private static Releases threeLive(TestDatabase database) {
		Releases releases = Releases.installed(database, """
				create table t (id int primary key, b text, c text);
				create table log (b text);
				""");
		releases.expand("- drop_column: {table: t, column: c, down: \"'gone'\"}");
		releases.expand("- drop_column: {table: t, column: b, down: \"'gone'\"}");
		return releases;
	}

	private static void forbidDropping(TestDatabase database, String column) {
		execute(database, """
				create function forbid() returns event_trigger language plpgsql as $$
				begin
					if exists (select from pg_event_trigger_dropped_objects() where object_identity = '%s') then
						raise exception 'nothing is dropped today';
					end if;
				end $$;
				create event trigger forbid on sql_drop execute function forbid();
				""".formatted(column));
	}

	private static List<String> constraints(TestDatabase database) {
		return database.jdbc()
			.sql("select conname from pg_constraint where conrelid = 't'::regclass")
			.query(String.class)
			.list();
	}

	private static ThrowableAssertAlternative<RefusedException> refused(ThrowingCallable transition) {
		return assertThatExceptionOfType(RefusedException.class).isThrownBy(transition);
	}

	private static void execute(TestDatabase database, String sql) {
		database.jdbc().sql(sql).update();
	}

}
