package io.github.versionedschema.autoconfigure;

import io.github.versionedschema.migration.reshape.ReshapeActions;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.operation.CreateTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VersionedSchemaRuntimeHints}.
 */
class VersionedSchemaRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void register() {
		new VersionedSchemaRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	@Test
	void migrationsAreKept() {
		assertThat(RuntimeHintsPredicates.resource().forResource("db/versioned-schema/01_first.yaml"))
			.accepts(this.hints);
	}

	@Test
	void operationsAndActionsCanBeRead() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(CreateTable.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
		assertThat(ReshapeActions.records()).allSatisfy((action) -> assertThat(RuntimeHintsPredicates.reflection()
			.onType(action)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints));
	}

	@Test
	void plansCanBeReadAndWritten() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(Plan.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
	}

	@Test
	void theDataSourceOfAnInitializerCanBeReplaced() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onFieldAccess(DataSourceScriptDatabaseInitializer.class, "dataSource")).accepts(this.hints);
	}

}
