package io.github.versionedschema.autoconfigure.neighbour;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import io.github.versionedschema.autoconfigure.transition.PrecedingMigrations;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.sql.autoconfigure.init.ApplicationScriptDatabaseInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Runs scripts on the base schema: {@code schema.sql} and {@code data.sql} before the
 * application expands, and scripts of libraries at any time.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class)
@ConditionalOnClass(ApplicationScriptDatabaseInitializer.class)
@ConditionalOnBean(MigratedSchemas.class)
public final class BesideScriptsAutoConfiguration {

	@Bean
	static UnpinnedScripts versionedSchemaUnpinnedScripts(ObjectProvider<MigratedSchemas> schemas) {
		return new UnpinnedScripts(schemas);
	}

	@Bean
	PrecedingMigrations scriptsBeforeVersionedSchema(ConfigurableListableBeanFactory beanFactory,
			Environment environment) {
		boolean always = "always".equalsIgnoreCase(environment.getProperty("spring.sql.init.mode"));
		return new BeansToCreate(beanFactory, ApplicationScriptDatabaseInitializer.class, always);
	}

}
