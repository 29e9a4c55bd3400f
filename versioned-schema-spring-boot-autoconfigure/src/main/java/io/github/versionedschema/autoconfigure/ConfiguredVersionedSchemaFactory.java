package io.github.versionedschema.autoconfigure;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.migration.MigrationFiles;
import io.github.versionedschema.migration.MigrationFolder;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.MigrationSource;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.postgres.ConnectionSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;

/**
 * Creates engines from the application's properties.
 */
final class ConfiguredVersionedSchemaFactory implements VersionedSchemaFactory {

	private final VersionedSchemaProperties properties;

	private final ConnectionSource connections;

	private final TransitionListener listener;

	private final ResourceLoader resources;

	private final Environment environment;

	/** Folder that may be missing. */
	private final String defaultLocation;

	ConfiguredVersionedSchemaFactory(VersionedSchemaProperties properties, String defaultLocation,
			ConnectionSource connections, TransitionListener listener, ResourceLoader resources,
			Environment environment) {
		this.properties = properties;
		this.defaultLocation = defaultLocation;
		this.connections = connections;
		this.listener = listener;
		this.resources = resources;
		this.environment = environment;
	}

	@Override
	public VersionedSchema create(@Nullable String version) {
		return VersionedSchema.builder(settings(version), this.connections, migrations())
			.listener(this.listener)
			// Commands and transitions show it, with steps and blocking sessions.
			.withoutProgressLog()
			.build();
	}

	VersionedSchemaSettings settings(@Nullable String version) {
		VersionedSchemaSettings defaults = VersionedSchemaSettings.of(this.properties.schema());
		return new VersionedSchemaSettings(this.properties.schema(),
				(version != null) ? version : this.properties.version(), this.properties.applicationRole(),
				this.properties.lockTimeout(), this.properties.lockTries(),
				this.properties.backfill().targetBatchTime(), defaults.forceTimeout(),
				this.properties.expand().longestOutage(), this.properties.tombstoneRetention(), defaults.host(),
				this.environment.getProperty("spring.application.version"),
				new VersionedSchemaSettings.Safeguards(this.properties.verificationTimeout(),
						this.properties.backfill().fireUserTriggers(), this.properties.undoFailedExpand(),
						this.properties.showSamples(), this.properties.lint(),
						this.properties.expand().besideUnattachedSessions()));
	}

	MigrationSource migrations() {
		return new MigrationFiles(() -> new MigrationReader(Operations.types()),
				folder(ResourcePatternUtils.getResourcePatternResolver(this.resources), this.properties.locations()));
	}

	/**
	 * The default location may be missing, as an application may be deployed before it
	 * has migrations. A configured location must exist.
	 */
	private MigrationFolder folder(ResourcePatternResolver resolver, List<String> locations) {
		return locations.equals(List.of(this.defaultLocation))
				? MigrationFolder.ifPresent(resolver, this.defaultLocation) : new MigrationFolder(resolver, locations);
	}

}
