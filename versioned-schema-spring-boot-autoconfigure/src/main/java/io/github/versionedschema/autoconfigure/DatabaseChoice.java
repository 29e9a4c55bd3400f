package io.github.versionedschema.autoconfigure;

import java.util.function.Function;

import io.github.versionedschema.autoconfigure.DatabaseSubstitute.ConfiguredDatabase;
import io.github.versionedschema.autoconfigure.datasource.SubstitutedDatabase.Choice;
import io.github.versionedschema.autoconfigure.transition.PrecedingMigrations;
import io.github.versionedschema.postgres.ConnectionSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Asks a {@link DatabaseSubstitute}. If the application brings its own factory of
 * engines, these connect to the configured database, so no other is chosen.
 *
 * @param substitute the bean to ask
 * @param factory knows settings and migrations
 * @param preceding changes of other tools
 */
record DatabaseChoice(DatabaseSubstitute substitute, ObjectProvider<VersionedSchemaFactory> factory,
		ObjectProvider<PrecedingMigrations> preceding) implements Choice {

	@Override
	public @Nullable String choose(ConnectionSource configured, Function<String, ConnectionSource> others) {
		return (this.factory.getObject() instanceof ConfiguredVersionedSchemaFactory engines)
				? this.substitute.choose(new ConfiguredDatabase(engines.settings(null), engines.migrations(),
						configured, others, this.preceding.stream().anyMatch(PrecedingMigrations::exist)))
				: null;
	}

}
