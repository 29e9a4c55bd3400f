package io.github.versionedschema.autoconfigure;

import io.github.versionedschema.migration.reshape.ReshapeActions;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.operation.Operations;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Registers native-image hints for migrations, JSON types and the DataSource fields of
 * database initializers.
 */
final class VersionedSchemaRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("db/versioned-schema/*");
		// Of named schemas.
		hints.resources().registerPattern("db/versioned-schema/*/*");
		hints.resources().registerPattern("io/github/versionedschema/autoconfigure/actuate/dashboard/*");
		BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();
		Operations.types()
			.byKey()
			.values()
			.forEach((type) -> binding.registerReflectionHints(hints.reflection(), type));
		ReshapeActions.records().forEach((type) -> binding.registerReflectionHints(hints.reflection(), type));
		binding.registerReflectionHints(hints.reflection(), Plan.class);
		hints.reflection()
			.registerTypeIfPresent(classLoader,
					"org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer",
					(type) -> type.withField("dataSource"));
	}

}
