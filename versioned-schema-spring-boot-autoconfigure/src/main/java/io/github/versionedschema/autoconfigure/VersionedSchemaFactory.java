package io.github.versionedschema.autoconfigure;

import io.github.versionedschema.VersionedSchema;
import org.jspecify.annotations.Nullable;

/**
 * Creates engines for the application's base schema. The application itself uses one.
 */
@FunctionalInterface
public interface VersionedSchemaFactory {

	/**
	 * Creates an engine with the migrations up to the given one.
	 * @param version the last migration to include, or null to use the application's
	 * configuration
	 * @return the engine, to be closed by the caller
	 */
	VersionedSchema create(@Nullable String version);

}
