package io.github.versionedschema.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.github.versionedschema.failure.Secrets;

/**
 * Response of the endpoint in an application with several schemas.
 *
 * @param schemas each schema by its name: its {@link SchemaVersions}, or why its database
 * did not answer
 */
public record SeveralSchemaVersions(Map<String, Object> schemas) implements SchemaVersionsAnswer {

	static SeveralSchemaVersions of(ShownSchemas schemas, Function<ShownSchema, SchemaVersions> read) {
		Map<String, Object> all = new LinkedHashMap<>();
		for (ShownSchema schema : schemas.all()) {
			all.put(schema.name(), read(schema, read));
		}
		return new SeveralSchemaVersions(all);
	}

	/** The database of another schema may answer. */
	private static Object read(ShownSchema schema, Function<ShownSchema, SchemaVersions> read) {
		try {
			return read.apply(schema);
		}
		catch (RuntimeException ex) {
			return new Unknown(schema.schema().engine().baseSchema(), Secrets.hide(String.valueOf(ex.getMessage())));
		}
	}

	/**
	 * A schema whose status could not be read.
	 *
	 * @param baseSchema the base schema
	 * @param failure why
	 */
	public record Unknown(String baseSchema, String failure) {
	}

}
