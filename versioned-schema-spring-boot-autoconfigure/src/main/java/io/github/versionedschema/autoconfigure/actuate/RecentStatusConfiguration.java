package io.github.versionedschema.autoconfigure.actuate;

import io.github.versionedschema.VersionedSchema;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the endpoint and the meters share.
 */
@Configuration(proxyBeanMethods = false)
class RecentStatusConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RecentStatus versionedSchemaRecentStatus(VersionedSchema schema) {
		return new RecentStatus(schema::status);
	}

}
