package io.github.versionedschema.autoconfigure.neighbour;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.conf.SettingsTools;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jooq.autoconfigure.DefaultConfigurationCustomizer;

/**
 * Maps the base schema to no schema, unless the application maps it itself. Other schemas
 * are rendered as before.
 */
record UnqualifiedTables(PinnedPools pinned,
		ObjectProvider<VersionedSchema> schema) implements DefaultConfigurationCustomizer {

	private static final String NONE = "";

	@Override
	public void customize(DefaultConfiguration configuration) {
		if (configuration.connectionProvider() instanceof DataSourceConnectionProvider connections
				&& this.pinned.isPinned(connections.dataSource())) {
			configuration.set(withoutBaseSchema(configuration.settings(), this.schema.getObject().baseSchema()));
		}
	}

	private static Settings withoutBaseSchema(Settings given, String baseSchema) {
		Settings settings = SettingsTools.clone(given);
		RenderMapping mapping = settings.getRenderMapping();
		List<MappedSchema> schemata = new ArrayList<>((mapping != null) ? mapping.getSchemata() : List.of());
		if (schemata.stream().noneMatch((mapped) -> baseSchema.equals(mapped.getInput()))) {
			schemata.add(new MappedSchema().withInput(baseSchema).withOutput(NONE));
		}
		return settings.withRenderMapping(((mapping != null) ? mapping : new RenderMapping()).withSchemata(schemata));
	}

}
