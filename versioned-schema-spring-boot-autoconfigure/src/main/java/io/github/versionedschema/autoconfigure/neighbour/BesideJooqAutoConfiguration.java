package io.github.versionedschema.autoconfigure.neighbour;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jooq.autoconfigure.DefaultConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Makes jOOQ omit the name of the base schema, with which its generated code qualifies
 * tables: qualified names bypass the views of the application's version.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class)
@ConditionalOnClass({ DefaultConfiguration.class, DefaultConfigurationCustomizer.class })
@ConditionalOnBean(MigratedSchemas.class)
public final class BesideJooqAutoConfiguration {

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	DefaultConfigurationCustomizer versionedSchemaJooqCustomizer(MigratedSchemas schemas) {
		return new UnqualifiedTables(schemas);
	}

}
