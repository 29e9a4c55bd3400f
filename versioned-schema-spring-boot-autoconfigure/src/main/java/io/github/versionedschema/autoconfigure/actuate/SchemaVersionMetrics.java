package io.github.versionedschema.autoconfigure.actuate;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Publishes meters of versions, sessions, backfill and locks. The database is queried at
 * most every few seconds, regardless of the number of gauges.
 */
public final class SchemaVersionMetrics implements MeterBinder {

	private final List<MetersOfSchema> schemas;

	/**
	 * Creates the meters.
	 * @param schemas the schemas
	 * @param registry records what this instance does
	 */
	SchemaVersionMetrics(ShownSchemas schemas, MeterRegistry registry) {
		this.schemas = schemas.all().stream().map((schema) -> {
			MetersOfSchema meters = new MetersOfSchema(schema.status(), registry, schema.schema().version(),
					schema.schema().meterName());
			schema.schema().foundation().events().subscribe(meters::onEvent);
			return meters;
		}).toList();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.schemas.forEach((meters) -> meters.bindTo(registry));
	}

}
