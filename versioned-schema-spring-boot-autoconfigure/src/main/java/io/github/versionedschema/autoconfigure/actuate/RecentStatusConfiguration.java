package io.github.versionedschema.autoconfigure.actuate;

import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration shared by the endpoint and the meters.
 */
@Configuration(proxyBeanMethods = false)
class RecentStatusConfiguration {

	@Bean
	ShownSchemas versionedSchemaShownSchemas(MigratedSchemas schemas) {
		return new ShownSchemas(schemas.all().stream().map(ShownSchema::of).toList());
	}

}
