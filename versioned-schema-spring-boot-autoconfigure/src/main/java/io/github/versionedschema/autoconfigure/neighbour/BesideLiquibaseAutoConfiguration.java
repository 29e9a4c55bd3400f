package io.github.versionedschema.autoconfigure.neighbour;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import io.github.versionedschema.autoconfigure.transition.PrecedingMigrations;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Runs Liquibase on the base schema, before the application expands.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class)
@ConditionalOnClass(SpringLiquibase.class)
@ConditionalOnBean(PinnedPools.class)
public final class BesideLiquibaseAutoConfiguration {

	@Bean
	static UnpinnedLiquibase versionedSchemaUnpinnedLiquibase(ObjectProvider<PinnedPools> pinned,
			ObjectProvider<VersionedSchema> schema) {
		return new UnpinnedLiquibase(pinned, schema);
	}

	@Bean
	PrecedingMigrations liquibaseBeforeVersionedSchema(ConfigurableListableBeanFactory beanFactory) {
		return new BeansToCreate(beanFactory, SpringLiquibase.class, true);
	}

}
