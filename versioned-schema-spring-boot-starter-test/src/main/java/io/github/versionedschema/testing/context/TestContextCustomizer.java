package io.github.versionedschema.testing.context;

import java.util.Map;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.DatabaseSubstitute.ConfiguredDatabase;
import io.github.versionedschema.testing.SchemaMigrations;
import io.github.versionedschema.testing.SchemaMigrations.Configured;
import io.github.versionedschema.testing.database.TestDatabases;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.Assert;

/**
 * Adds the database for tests to an application context, and keeps slices from replacing
 * PostgreSQL by an embedded database.
 */
record TestContextCustomizer() implements ContextCustomizer {

	private static final String NAME = "versionedSchemaTest";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		context.getEnvironment()
			.getPropertySources()
			.addLast(new MapPropertySource(NAME, Map.of("spring.test.database.replace", "none")));
		if (context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
			registry.registerBeanDefinition(NAME + "ContextDatabase",
					new RootBeanDefinition(ContextDatabase.class, () -> new ContextDatabase(context.getEnvironment())));
			registry.registerBeanDefinition(NAME + "Migrations", new RootBeanDefinition(SchemaMigrations.class,
					() -> new SchemaMigrations(() -> configured(context))));
		}
	}

	private static Configured configured(ConfigurableApplicationContext context) {
		// The database is known when the first pool is created.
		context.getBeanProvider(DataSource.class).forEach((dataSource) -> {
		});
		ConfiguredDatabase database = context.getBean(ContextDatabase.class).configured();
		Assert.state(database != null, "This context has no DataSource that uses versions");
		return new Configured(database.settings(), database.migrations(),
				new TestDatabases(database.connections(), database.others()));
	}

}
