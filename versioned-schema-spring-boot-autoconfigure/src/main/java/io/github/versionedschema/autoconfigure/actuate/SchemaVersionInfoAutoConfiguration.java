package io.github.versionedschema.autoconfigure.actuate;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the info contributor {@code versioned-schema}, which is disabled
 * by default, because it reads the database.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class)
@ConditionalOnClass({ InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnBean(MigratedSchemas.class)
@ConditionalOnEnabledInfoContributor(value = "versioned-schema", fallback = InfoContributorFallback.DISABLE)
@Import(RecentStatusConfiguration.class)
public final class SchemaVersionInfoAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SchemaVersionInfoContributor schemaVersionInfoContributor(ShownSchemas schemas) {
		return new SchemaVersionInfoContributor(schemas);
	}

}
