package io.github.versionedschema.testing.database;

import java.util.Map;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

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
			registry.registerBeanDefinition(NAME + "ContextDatabase", new RootBeanDefinition(ContextDatabase.class,
					() -> new ContextDatabase(context.getEnvironment())));
		}
	}

}
