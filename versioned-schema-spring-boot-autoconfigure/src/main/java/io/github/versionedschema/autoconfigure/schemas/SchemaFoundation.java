package io.github.versionedschema.autoconfigure.schemas;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaProperties;
import io.github.versionedschema.autoconfigure.datasource.DataSourceChoice;
import io.github.versionedschema.autoconfigure.datasource.LeaderConnections;
import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import io.github.versionedschema.autoconfigure.datasource.SubstitutedDatabase;
import io.github.versionedschema.autoconfigure.transition.SchemaEventPublisher;
import org.springframework.core.Ordered;

/**
 * What the engine of one schema is built on. It opens no connection.
 *
 * @param name the schema's name, {@value #DEFAULT} for the one that needs none
 * @param position among the schemas of the application
 * @param properties the schema's properties
 * @param choice of its DataSources
 * @param pools its pinned pools
 * @param leader connects its leader
 * @param database is used instead of the configured one
 * @param events publishes its events
 */
public record SchemaFoundation(String name, int position, VersionedSchemaProperties properties, DataSourceChoice choice,
		PinnedPools pools, LeaderConnections leader, SubstitutedDatabase database,
		SchemaEventPublisher events) implements Ordered {

	/** Name of the schema of {@code versioned-schema.schema}. */
	public static final String DEFAULT = "default";

	@Override
	public int getOrder() {
		return this.position;
	}

	/** Returns whether this is the schema of {@code versioned-schema.schema}. */
	public boolean isDefault() {
		return this.name.equals(DEFAULT);
	}

	/**
	 * Returns the name in meters and spans: the base schema, or the configured name.
	 * @param engine the engine of the schema
	 */
	public String meterName(VersionedSchema engine) {
		return isDefault() ? engine.baseSchema() : this.name;
	}

}
