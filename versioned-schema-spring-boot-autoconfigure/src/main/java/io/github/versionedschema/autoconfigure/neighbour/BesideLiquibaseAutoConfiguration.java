package io.github.versionedschema.autoconfigure.neighbour;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
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
@ConditionalOnBean(MigratedSchemas.class)
public final class BesideLiquibaseAutoConfiguration {

	@Bean
	static UnpinnedLiquibase versionedSchemaUnpinnedLiquibase(ObjectProvider<MigratedSchemas> schemas) {
		return new UnpinnedLiquibase(schemas);
	}

	@Bean
	PrecedingMigrations liquibaseBeforeVersionedSchema(ConfigurableListableBeanFactory beanFactory) {
		return new BeansToCreate(beanFactory, SpringLiquibase.class, true);
	}

}
