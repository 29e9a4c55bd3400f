package io.github.versionedschema.fire;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.versionedschema.Outcome;
import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.SessionStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings.Safeguards;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.session.AttachedSession;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

/**
 * Tests the first releases with the starter while a release without it is in use.
 */
@PostgresTest
@Tag("thorough")
class FirstAdoptionTests extends AdoptionTests {

	@Test
	void afterABaselineAReleaseWithoutTheStarterKeepsItsSchema() {
		try (VersionedSchema schema = schema(INITIAL, RENAME);
				Clients old = Clients.startUnversioned(this.database, OLD_STATEMENTS)) {
			old.awaitStatements(20);
			Outcome baseline = schema.baseline("00_initial");
			assertThat(baseline.message()).contains("attached to no version", "role " + this.database.user());
			schema.expand();
			old.awaitStatements(200);
			assertThat(schema.status().versions().get(0).sessions()).hasSize(3).noneMatch(SessionStatus::attached);
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> schema.complete(false))
				.withMessageContainingAll("Version \"00_initial\" is still in use", "attached to no version",
						"Nothing was changed")
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.SESSIONS_ATTACHED))
				.satisfies((ex) -> assertThat(ex.details()).hasSize(3).hasOnlyElementsOfType(AttachedSession.class));
			old.awaitStatements(200);
			assertThat(old.failures()).isEmpty();
			old.close();
			assertThat(schema.complete(false).changed()).isTrue();
		}
	}

	@Test
	void sessionsOnNoVersionCountAsUsersOfTheOldestVersionInEveryLaterRelease() {
		try (VersionedSchema schema = schema(INITIAL)) {
			schema.baseline("00_initial");
		}
		try (VersionedSchema schema = schema(INITIAL, ADD)) {
			schema.expand();
			schema.complete(false);
		}
		try (VersionedSchema schema = schema(INITIAL, ADD,
				file("03_drop", "operations: [{drop_column: {table: t, column: a}}]"));
				Clients reports = Clients.startUnversioned(this.database, OLD_STATEMENTS.subList(0, 1))) {
			reports.awaitStatements(20);
			schema.expand();
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> schema.complete(false))
				.withMessageContaining("Version \"02_add\" is still in use");
			assertThat(reports.failures()).isEmpty();
		}
	}

	@Test
	void abortDoesNotWaitForSessionsOnNoVersion() {
		try (VersionedSchema schema = schema(INITIAL, RENAME);
				Clients old = Clients.startUnversioned(this.database, OLD_STATEMENTS)) {
			schema.baseline("00_initial");
			schema.expand();
			old.awaitStatements(100);
			assertThat(schema.abort(false).changed()).isTrue();
			old.awaitStatements(100);
			assertThat(old.failures()).isEmpty();
		}
	}

	@Test
	void aReleaseWithoutMigrationsIsSteadyAndNoticesNothingOfTheFirstChange() {
		try (VersionedSchema alone = schema(); VersionedSchema next = schema(ADD)) {
			assertThat(alone.expand().changed()).isTrue();
			assertThat(alone.status().phase()).isEqualTo(MigrationPhase.STEADY);
			List<String> statements = List.of("select * from t where id = ?",
					"insert into t (id, a) values (?, 'n') on conflict (id) do update set a = excluded.a returning *");
			try (Clients clients = Clients.start(this.database, VersionedSchema.INITIAL_VERSION, statements)) {
				clients.awaitStatements(100);
				next.expand();
				clients.awaitStatements(200);
				next.abort(false);
				clients.awaitStatements(200);
				next.expand();
				clients.awaitStatements(200);
				assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> next.complete(false));
				assertThat(clients.failures()).isEmpty();
			}
			next.complete(false);
			assertThatExceptionOfType(RefusedException.class).isThrownBy(alone::expand)
				.withMessageContaining("\"02_add\"");
		}
	}

	@Test
	void noStatementFailsFromAReleaseWithoutTheStarterToTheFirstMigration() {
		try (VersionedSchema alone = schema(); VersionedSchema next = schema(ADD)) {
			adoptUnderLoad(alone, next);
		}
	}

	@Test
	void noStatementFailsIfTheFirstReleaseBringsABaselineThatWasWrittenFromTheDatabase() {
		Resource baseline = writtenBaseline();
		try (VersionedSchema alone = schema(baseline); VersionedSchema next = schema(baseline, ADD)) {
			adoptUnderLoad(alone, next);
		}
	}

	private Resource writtenBaseline() {
		try (VersionedSchema schema = schema()) {
			return file("00_baseline", schema.baselineFile().text());
		}
	}

	/**
	 * Runs a release without the starter, one that brings the starter alone, and one with
	 * the first migration, each beside the one before.
	 */
	private void adoptUnderLoad(VersionedSchema alone, VersionedSchema next) {
		Clients first;
		try (Clients old = Clients.startUnversioned(this.database, STATEMENTS_WITH_EVERY_COLUMN)) {
			old.awaitStatements(200);
			alone.expand();
			first = Clients.start(this.database, alone.applicationVersion(), STATEMENTS_WITH_EVERY_COLUMN);
			first.awaitStatements(200);
			assertThatExceptionOfType(RefusedException.class).isThrownBy(next::expand)
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.SESSIONS_UNATTACHED));
			old.awaitStatements(200);
			assertThat(old.failures()).isEmpty();
		}
		try (first; Clients added = startExpanded(next)) {
			first.awaitStatements(200);
			added.awaitStatements(200);
			first.close();
			next.complete(false);
			added.awaitStatements(200);
			assertThat(added.failures()).isEmpty();
			assertThat(first.failures()).isEmpty();
		}
	}

	private Clients startExpanded(VersionedSchema next) {
		next.expand();
		return Clients.start(this.database, next.applicationVersion(), STATEMENTS_WITH_EVERY_COLUMN);
	}

	@Test
	void theFirstMigrationIsRefusedBesideSessionsOnNoVersionWhoseStatementsItWouldBreak() {
		CatalogueSnapshot before = CatalogueSnapshot.of(this.database, "public");
		try (VersionedSchema schema = schema(ADD)) {
			try (Clients old = Clients.startUnversioned(this.database, STATEMENTS_WITH_EVERY_COLUMN)) {
				old.awaitStatements(200);
				assertThatExceptionOfType(RefusedException.class).isThrownBy(schema::expand)
					.withMessageContainingAll("3 sessions", "role " + this.database.user(), "columns of table t",
							"cached plan must not change result type", "Nothing was changed",
							"First deploy a release that has the starter",
							"versioned-schema.expand.beside-unattached-sessions=true")
					.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.SESSIONS_UNATTACHED))
					.satisfies(
							(ex) -> assertThat(ex.details()).hasSize(3).hasOnlyElementsOfType(AttachedSession.class));
				old.awaitStatements(200);
				assertThat(old.failures()).isEmpty();
			}
			assertThat(CatalogueSnapshot.of(this.database, "public").changesSince(before)).isEmpty();
			assertThat(schema.expand().changed()).isTrue();
		}
	}

	@Test
	void aSessionOfAPersonDoesNotRefuseTheFirstMigration() throws SQLException {
		try (VersionedSchema schema = schema(ADD); Connection console = this.database.dataSource().getConnection()) {
			assertThat(console.isValid(0)).isTrue();
			assertThat(schema.plan()).isNotNull()
				.satisfies((plan) -> assertThat(plan.findings())
					.filteredOn((finding) -> finding.message().contains("attached to no version"))
					.extracting(Finding::severity)
					.containsExactly(Severity.WARNING));
			assertThat(schema.expand().changed()).isTrue();
		}
	}

	@Test
	void planValidateAndStatusSayThatTheFirstMigrationIsRefused() {
		try (VersionedSchema schema = schema(ADD);
				Clients old = Clients.startUnversioned(this.database, OLD_STATEMENTS)) {
			old.awaitStatements(20);
			assertThat(schema.plan()).isNotNull()
				.satisfies((plan) -> assertThat(plan.findings()).anySatisfy((finding) -> {
					assertThat(finding.severity()).isEqualTo(Severity.ERROR);
					assertThat(finding).asString()
						.contains("Expand is refused at the moment", "3 sessions",
								"cached plan must not change result type", "First deploy");
				}));
			assertThat(schema.validate().get(0).severity()).isEqualTo(Severity.ERROR);
			assertThat(schema.status().next()).contains("3 sessions are attached to no version", "First deploy");
		}
		await().untilAsserted(() -> {
			try (VersionedSchema schema = schema(ADD)) {
				assertThat(schema.status().next()).doesNotContain("attached to no version");
				assertThat(schema.validate()).noneMatch((finding) -> finding.severity() == Severity.ERROR);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "rename_column: {table: t, from: a, to: b}",
			"create_table: {name: more, columns: [{name: id, type: int, pk: true}]}",
			"create_index: {table: t, name: by_a, columns: [a]}",
			"sql: {up: 'create function f() returns int language sql return 1', down: 'drop function f()'}" })
	void aFirstMigrationThatKeepsTheColumnsIsNotRefusedAndNoStatementFails(String operation) {
		try (VersionedSchema schema = schema(file("02_other", "operations: [" + operation.replace('\'', '"') + "]"));
				Clients old = Clients.startUnversioned(this.database, STATEMENTS_WITH_EVERY_COLUMN)) {
			old.awaitStatements(200);
			assertThat(schema.validate()).noneMatch((finding) -> finding.severity() == Severity.ERROR);
			schema.expand();
			old.awaitStatements(200);
			schema.abort(false);
			old.awaitStatements(200);
			assertThat(old.failures()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "add_column: {table: t, column: {name: c, type: int, nullable: true}}",
			"alter_column: {table: t, column: a, type: varchar(100), down: a}",
			"sql: {up: 'alter table t add c int', down: 'alter table t drop c'}" })
	void aFirstMigrationThatChangesTheColumnsIsRefused(String operation) {
		try (VersionedSchema schema = schema(file("02_other", "operations: [" + operation.replace('\'', '"') + "]"));
				Clients old = Clients.startUnversioned(this.database, OLD_STATEMENTS)) {
			old.awaitStatements(20);
			assertThatExceptionOfType(RefusedException.class).isThrownBy(schema::expand)
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.SESSIONS_UNATTACHED));
		}
	}

	@Test
	void ifAllowedTheFirstMigrationExpandsBesideSessionsOnNoVersionAndTheLogWarns() {
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		Logger logger = (Logger) LoggerFactory.getLogger(VersionedSchema.class.getPackageName());
		log.start();
		logger.addAppender(log);
		try (VersionedSchema schema = schema(Safeguards.DEFAULT.expandingBesideUnattached(), ADD);
				Clients old = Clients.startUnversioned(this.database, OLD_STATEMENTS)) {
			old.awaitStatements(20);
			schema.expand();
			old.awaitStatements(100);
			assertThat(old.failures()).as("statements with named columns").isEmpty();
		}
		finally {
			logger.detachAppender(log);
		}
		assertThat(log.list).filteredOn((event) -> event.getLevel() == Level.WARN)
			.extracting(ILoggingEvent::getFormattedMessage)
			.singleElement(STRING)
			.contains("Schema \"public\", version \"02_add\"", "3 sessions", "role " + this.database.user(),
					"cached plan must not change result type", "First deploy");
	}

	@Test
	void aMigrationWithoutOperationsIsSteadyAtOnce() {
		try (VersionedSchema schema = schema(file("00_nothing", "operations: []"));
				Clients old = Clients.startUnversioned(this.database, OLD_STATEMENTS)) {
			old.awaitStatements(20);
			schema.expand();
			assertThat(schema.status().phase()).isEqualTo(MigrationPhase.STEADY);
			assertThat(schema.status().pending()).isEmpty();
			assertThat(schema.isUsable()).isTrue();
			assertThat(schema.expand().changed()).isFalse();
			old.awaitStatements(20);
			assertThat(old.failures()).isEmpty();
		}
	}

	@Test
	void aLaterMigrationWithoutOperationsIsAVersionLikeOthers() {
		try (VersionedSchema schema = schema(ADD)) {
			schema.expand();
			schema.complete(false);
		}
		try (VersionedSchema schema = schema(ADD, file("03_nothing", "operations: []"))) {
			schema.expand();
			assertThat(schema.status().phase()).isEqualTo(MigrationPhase.EXPANDED);
			schema.complete(false);
			assertThat(schema.status().phase()).isEqualTo(MigrationPhase.STEADY);
		}
	}

	@Test
	void aReleaseWithoutMigrationsDoesNotStartBesideVersionsThatItDoesNotKnow() {
		try (VersionedSchema alone = schema(); VersionedSchema schema = schema(ADD)) {
			schema.expand();
			assertThatExceptionOfType(RefusedException.class).isThrownBy(alone::expand)
				.withMessageContaining("has no migrations");
		}
	}

}
