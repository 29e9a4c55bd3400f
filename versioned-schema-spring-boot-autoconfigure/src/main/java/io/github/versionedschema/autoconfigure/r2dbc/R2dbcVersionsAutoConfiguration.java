package io.github.versionedschema.autoconfigure.r2dbc;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * Pins the connections of R2DBC to the application's version. Refuses a ConnectionFactory
 * that cannot be pinned, and one without a DataSource beside it.
 */
@AutoConfiguration(after = { VersionedSchemaAutoConfiguration.class, R2dbcAutoConfiguration.class })
@ConditionalOnClass({ ConnectionFactory.class, ConnectionFactoryDecorator.class })
@ConditionalOnBooleanProperty(name = "versioned-schema.enabled", matchIfMissing = true)
public final class R2dbcVersionsAutoConfiguration {

	/** Configuration beside a pinned DataSource. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(MigratedSchemas.class)
	static class BesideDataSource {

		@Bean
		ConnectionFactoryDecorator versionedSchemaConnectionFactoryPinner(MigratedSchemas schemas,
				ConfigurableListableBeanFactory beanFactory) {
			return new ConnectionFactoryPinner(schemas, beanFactory);
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static UnpinnedConnectionFactories versionedSchemaUnpinnedConnectionFactories(
				ConfigurableListableBeanFactory beanFactory) {
			return new UnpinnedConnectionFactories(beanFactory);
		}

	}

	/** Configuration without a DataSource. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(ConnectionFactory.class)
	@ConditionalOnMissingBean(value = DataSource.class)
	static class Alone {

		@Bean
		R2dbcAlone versionedSchemaR2dbcAlone() {
			return new R2dbcAlone();
		}

	}

}
