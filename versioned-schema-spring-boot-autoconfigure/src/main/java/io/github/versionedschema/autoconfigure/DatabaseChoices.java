package io.github.versionedschema.autoconfigure;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.versionedschema.autoconfigure.DatabaseSubstitute.ConfiguredDatabase;
import io.github.versionedschema.autoconfigure.datasource.SubstitutedDatabase.Choice;
import io.github.versionedschema.autoconfigure.transition.PrecedingMigrations;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Asks a {@link DatabaseSubstitute}, once for all schemas of one DataSource. If the
 * application brings its own factory of engines, these connect to the configured
 * database, so no other is chosen.
 */
final class DatabaseChoices {

	private final ObjectProvider<DatabaseSubstitute> substitute;

	private final ObjectProvider<PrecedingMigrations> preceding;

	private final Map<String, Optional<String>> databases = new ConcurrentHashMap<>();

	DatabaseChoices(ObjectProvider<DatabaseSubstitute> substitute, ObjectProvider<PrecedingMigrations> preceding) {
		this.substitute = substitute;
		this.preceding = preceding;
	}

	/**
	 * Returns the choice for a schema, or null if the configured database is used.
	 * @param dataSource returns the name of the schema's DataSource
	 * @param factory returns the factory of the schema's engines
	 */
	@Nullable Choice choice(Supplier<@Nullable String> dataSource, Supplier<VersionedSchemaFactory> factory) {
		DatabaseSubstitute chosen = this.substitute.getIfAvailable();
		if (chosen == null) {
			return null;
		}
		return (configured, others) -> {
			String key = String.valueOf(dataSource.get());
			Optional<String> known = this.databases.get(key);
			if (known == null) {
				known = (factory.get() instanceof ConfiguredVersionedSchemaFactory engines)
						? Optional.ofNullable(chosen
							.choose(new ConfiguredDatabase(engines.settings(null), engines.migrations(), configured,
									others, this.preceding.stream().anyMatch(PrecedingMigrations::exist))))
						: Optional.empty();
				this.databases.put(key, known);
			}
			return known.orElse(null);
		};
	}

}
