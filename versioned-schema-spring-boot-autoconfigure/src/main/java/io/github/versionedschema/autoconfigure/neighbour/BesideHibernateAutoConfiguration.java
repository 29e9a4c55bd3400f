package io.github.versionedschema.autoconfigure.neighbour;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Lets Hibernate find tables on the whole path when it validates the schema: the tables
 * that a migration does not touch are in its second schema.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class)
@ConditionalOnClass(HibernatePropertiesCustomizer.class)
@ConditionalOnBean(PinnedPools.class)
public final class BesideHibernateAutoConfiguration {

	private static final String EXTRACTION = "hibernate.hbm2ddl.jdbc_metadata_extraction_strategy";

	@Bean
	@ConditionalOnMissingBean(name = "versionedSchemaHibernateCustomizer")
	HibernatePropertiesCustomizer versionedSchemaHibernateCustomizer() {
		return (properties) -> properties.putIfAbsent(EXTRACTION, "individually");
	}

}
