package io.github.versionedschema.autoconfigure.neighbour;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import org.hibernate.integrator.spi.Integrator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;

/**
 * Makes Hibernate validate tables on the whole {@code search_path}: unchanged tables are
 * not in its first schema. Refuses settings with which Hibernate would change tables or
 * bypass the {@code search_path}.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class)
@ConditionalOnClass({ LocalSessionFactoryBean.class, Integrator.class })
@ConditionalOnBean(MigratedSchemas.class)
public final class BesideHibernateAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static HibernateFactories versionedSchemaHibernateFactories(ObjectProvider<MigratedSchemas> schemas) {
		return new HibernateFactories(schemas);
	}

}
