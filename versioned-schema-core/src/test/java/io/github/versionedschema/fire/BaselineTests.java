package io.github.versionedschema.fire;

import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests baselines, and migrations that stand for earlier ones.
 */
@PostgresTest
class BaselineTests extends AdoptionTests {

	@Test
	void aBaselineIsRecordedBeforeWhatWasApplied() {
		try (VersionedSchema first = schema(ADD)) {
			first.expand();
			first.complete(false);
		}
		Resource later = file("03_later", "operations: [{drop_column: {table: t, column: c}}]");
		try (VersionedSchema folded = schema(INITIAL, ADD, later)) {
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(folded::expand)
				.withMessageContaining("00_initial.yaml comes before 02_add.yaml")
				.withMessageContaining("baseline");
			assertThat(folded.baseline("00_initial").message()).contains("00_initial");
			assertThat(folded.baseline("00_initial").changed()).isFalse();
			folded.expand();
			assertThat(folded.status().pending()).isEmpty();
			assertThat(folded.isUsable()).isTrue();
		}
	}

	@Test
	void aBaselineFollowsAReleaseWithoutMigrations() {
		try (VersionedSchema alone = schema(); VersionedSchema schema = schema(INITIAL)) {
			alone.expand();
			try (Clients clients = Clients.start(this.database, VersionedSchema.INITIAL_VERSION, OLD_STATEMENTS)) {
				assertThat(schema.baseline("00_initial").message()).contains("\"initial\"");
				clients.awaitStatements(100);
				assertThat(clients.failures()).isEmpty();
			}
			assertThat(schema.isUsable()).isTrue();
			schema.complete(false);
			assertThat(schema.status().phase()).isEqualTo(MigrationPhase.STEADY);
		}
	}

	@Test
	void whatStandsForEarlierMigrationsIsAppliedWhereTheyWere() {
		Resource squashed = file("02_add",
				"""
						baseline: true
						operations: [{create_table: {name: t, columns: [{name: id, type: int, pk: true}, {name: a, type: text}, {name: c, type: text, nullable: true}]}}]
						""");
		Resource later = file("03_later", "operations: [{drop_column: {table: t, column: c}}]");
		try (VersionedSchema first = schema(INITIAL, ADD)) {
			first.baseline("00_initial");
			first.expand();
			first.complete(false);
		}
		try (VersionedSchema schema = schema(squashed)) {
			assertThat(schema.isUsable()).isTrue();
			assertThat(schema.validate()).isEmpty();
			assertThat(schema.expand().changed()).isFalse();
			assertThat(schema.status().pending()).isEmpty();
		}
		try (VersionedSchema schema = schema(squashed, later)) {
			schema.expand();
			schema.complete(false);
			assertThat(schema.isUsable()).isTrue();
		}
	}

	@Test
	void whatStandsForEarlierMigrationsIsRefusedWhereOnlySomeOfThemWereApplied() {
		try (VersionedSchema first = schema(INITIAL, ADD)) {
			first.baseline("00_initial");
		}
		try (VersionedSchema schema = schema(file("02_add", "{baseline: true, operations: []}"))) {
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(schema::expand)
				.withMessageContaining("00_initial");
		}
	}

	@Test
	void aFreshDatabaseRunsWhatStandsForEarlierMigrationsAlone() {
		this.database.jdbc().sql("drop table t").update();
		try (VersionedSchema schema = schema(file("02_add", """
				baseline: true
				operations: [{create_table: {name: t, columns: [{name: id, type: int, pk: true}]}}]
				"""))) {
			schema.expand();
			assertThat(schema.status().phase()).isEqualTo(MigrationPhase.STEADY);
			assertThat(this.database.jdbc().sql("select * from t").query().listOfRows()).isEmpty();
		}
	}

}
