package io.github.versionedschema.autoconfigure;

import io.github.versionedschema.VersionedSchema;
import org.jspecify.annotations.Nullable;

/**
 * Makes engines for the application's base schema, of which the application itself needs
 * one.
 */
@FunctionalInterface
public interface VersionedSchemaFactory {

	/**
	 * Makes an engine that takes the migrations up to one.
	 * @param version the last migration to take, or null for what the application is
	 * configured with
	 * @return the engine, to be closed by the caller
	 */
	VersionedSchema create(@Nullable String version);

}
