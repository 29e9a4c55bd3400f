package io.github.versionedschema.autoconfigure.neighbour;

import io.github.versionedschema.autoconfigure.schemas.MigratedSchema;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.conf.SettingsTools;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.boot.jooq.autoconfigure.DefaultConfigurationCustomizer;

/**
 * Makes the base schema jOOQ's default schema, whose name it does not render, unless the
 * application has a default or maps the base schema itself. Other schemas are rendered as
 * before.
 */
record UnqualifiedTables(MigratedSchemas schemas) implements DefaultConfigurationCustomizer {

	@Override
	public void customize(DefaultConfiguration configuration) {
		if (configuration.connectionProvider() instanceof DataSourceConnectionProvider connections) {
			for (MigratedSchema schema : this.schemas.of(connections.dataSource())) {
				configuration.set(withDefault(configuration.settings(), schema.engine().baseSchema()));
			}
		}
	}

	private static Settings withDefault(Settings given, String baseSchema) {
		Settings settings = SettingsTools.clone(given);
		RenderMapping mapping = settings.getRenderMapping();
		if (mapping == null) {
			return settings.withRenderMapping(new RenderMapping().withDefaultSchema(baseSchema));
		}
		if (mapping.getDefaultSchema() == null
				&& mapping.getSchemata().stream().noneMatch((mapped) -> baseSchema.equals(mapped.getInput()))) {
			mapping.setDefaultSchema(baseSchema);
		}
		return settings;
	}

}
