package io.github.versionedschema.autoconfigure.actuate;

import io.github.versionedschema.autoconfigure.schemas.MigratedSchema;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent;

/**
 * A schema that the endpoints show.
 *
 * @param schema the schema
 * @param status its cached status
 * @param actions its actions
 */
record ShownSchema(MigratedSchema schema, RecentStatus status, SchemaActions actions) {

	static ShownSchema of(MigratedSchema schema) {
		RecentStatus status = new RecentStatus(schema.engine()::status);
		schema.foundation().events().subscribe((event) -> {
			if (event instanceof SchemaEvent) {
				status.forget();
			}
		});
		return new ShownSchema(schema, status, new SchemaActions(schema.engine(), schema.leader()));
	}

	String name() {
		return this.schema.name();
	}

	/** Returns whether complete keeps the retired versions. */
	boolean keep() {
		return this.schema.properties().complete().keep();
	}

}
