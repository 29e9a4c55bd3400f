package io.github.versionedschema.autoconfigure.diagnostics;

import java.util.stream.Collector;
import java.util.stream.Collectors;

import io.github.versionedschema.UnknownMigrationException;
import io.github.versionedschema.migration.InvalidMigrationsException;
import io.github.versionedschema.migration.MigrationLocationNotFoundException;
import io.github.versionedschema.migration.place.Problem;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.InvalidPlanException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes migrations that cannot be read, found or applied.
 */
final class MigrationFailureAnalyzer extends EngineFailureAnalyzer {

	MigrationFailureAnalyzer(BeanFactory beanFactory) {
		super(beanFactory);
	}

	@Override
	@Nullable FailureAnalysis analyzeCause(Throwable failure, Throwable cause) {
		if (cause instanceof InvalidMigrationsException invalid) {
			return new FailureAnalysis(
					"The schema's migrations cannot be read. Nothing was changed in the database.\n\n"
							+ invalid.problems().stream().map(Problem::toString).collect(list()),
					"Correct the files. --versioned-schema.command=validate checks them without starting the application.",
					failure);
		}
		if (cause instanceof InvalidPlanException invalid) {
			return new FailureAnalysis(
					"The schema's migrations cannot be applied to this database. Nothing was changed in it.\n\n"
							+ invalid.findings().stream().map(Finding::toString).collect(list()),
					"Correct the migrations. --versioned-schema.command=plan shows what they would do, without starting "
							+ "the application.",
					failure);
		}
		if (cause instanceof UnknownMigrationException) {
			return new FailureAnalysis(String.valueOf(cause.getMessage()),
					"Correct versioned-schema.version, or remove it to use all migrations.", failure);
		}
		if (cause instanceof MigrationLocationNotFoundException missing) {
			return new FailureAnalysis("There is no migration folder at %s."
				.formatted(String.join(", ", missing.locations())), """
						Put the application's migrations there, set versioned-schema.locations to their folder, or \
						set versioned-schema.enabled=false. On the class path, \
						classpath:db/versioned-schema/ is src/main/resources/db/versioned-schema in the project, and \
						a folder without files is left out of the jar.""", failure);
		}
		return null;
	}

	private static Collector<CharSequence, ?, String> list() {
		return Collectors.joining("\n  - ", "  - ", "");
	}

}
