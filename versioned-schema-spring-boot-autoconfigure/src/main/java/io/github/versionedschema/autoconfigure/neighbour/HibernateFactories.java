package io.github.versionedschema.autoconfigure.neighbour;

import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Looks at the settings of each EntityManagerFactory on a pinned DataSource before it is
 * built, whoever has set them: once it is built, Hibernate has changed the tables.
 */
final class EntityManagerFactoryCheck implements BeanPostProcessor {

	private final ObjectProvider<PinnedPools> pinned;

	EntityManagerFactoryCheck(ObjectProvider<PinnedPools> pinned) {
		this.pinned = pinned;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factory && isPinned(factory.getDataSource())) {
			new HibernateSettings(beanName, settings(factory)).requireSafe();
		}
		return bean;
	}

	private boolean isPinned(@Nullable DataSource dataSource) {
		return dataSource != null && this.pinned.getObject().isPinned(dataSource);
	}

	/** Those of the vendor's adapter count where the factory has none of its own. */
	private static Map<String, Object> settings(AbstractEntityManagerFactoryBean factory) {
		Map<String, Object> settings = new HashMap<>();
		if (factory.getJpaVendorAdapter() != null) {
			settings.putAll(factory.getJpaVendorAdapter().getJpaPropertyMap());
		}
		settings.putAll(factory.getJpaPropertyMap());
		return settings;
	}

}
