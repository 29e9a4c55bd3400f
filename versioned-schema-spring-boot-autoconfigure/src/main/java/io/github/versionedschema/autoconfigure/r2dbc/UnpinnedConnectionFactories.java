package io.github.versionedschema.autoconfigure.r2dbc;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * Refuses ConnectionFactories whose connections are on no version: they would read and
 * write the base tables, in the shape of the oldest live version.
 */
final class UnpinnedConnectionFactories implements BeanPostProcessor {

	private final ConfigurableListableBeanFactory beanFactory;

	UnpinnedConnectionFactories(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ConnectionFactory factory && isCandidate(beanName)
				&& ConnectionFactoryPinner.isPostgres(factory) && !ConnectionFactoryPinner.isPinned(factory)) {
			throw new UnpinnableConnectionFactoryException(
					"The connections of ConnectionFactory '%s' are on no version of the schema.".formatted(beanName),
					"""
							Build it with Spring Boot's ConnectionFactoryBuilder, and pass it the ConnectionFactoryDecorator \
							beans. If it needs no versions, define it with @Bean(defaultCandidate = false).""");
		}
		return bean;
	}

	private boolean isCandidate(String name) {
		if (!this.beanFactory.containsBeanDefinition(name)) {
			return true;
		}
		BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
		return definition.isAutowireCandidate()
				&& (!(definition instanceof AbstractBeanDefinition bean) || bean.isDefaultCandidate());
	}

}
