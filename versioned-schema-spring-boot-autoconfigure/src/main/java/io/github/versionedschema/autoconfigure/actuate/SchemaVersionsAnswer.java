package io.github.versionedschema.autoconfigure.actuate;

/**
 * What the endpoint returns: one schema, or all schemas of an application with several.
 */
public sealed interface SchemaVersionsAnswer permits SchemaVersions, SeveralSchemaVersions {

}
