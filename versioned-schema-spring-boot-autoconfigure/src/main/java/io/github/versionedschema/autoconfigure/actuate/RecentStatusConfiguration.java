package io.github.versionedschema.autoconfigure.actuate;

import io.github.versionedschema.VersionedSchema;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration shared by the endpoint and the meters.
 */
@Configuration(proxyBeanMethods = false)
class RecentStatusConfiguration {

	@Bean
	RecentStatus versionedSchemaRecentStatus(VersionedSchema schema) {
		return new RecentStatus(schema::status);
	}

}
