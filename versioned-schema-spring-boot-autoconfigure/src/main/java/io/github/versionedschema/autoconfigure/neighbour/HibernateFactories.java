package io.github.versionedschema.autoconfigure.neighbour;

import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import org.hibernate.cfg.Environment;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.util.ObjectUtils;

/**
 * Prepares each EntityManagerFactory and SessionFactory on a pinned DataSource before it
 * is built, as building it may change tables. Unsafe settings of the bean are refused
 * before a connection is opened. An {@link EffectiveSettingsCheck} sees settings that
 * Hibernate itself reads, such as {@code hibernate.properties} and
 * {@code persistence.xml}.
 */
final class HibernateFactories implements BeanPostProcessor {

	/**
	 * By default Hibernate looks for all tables in the first schema of the search_path,
	 * and finds none of the base schema.
	 */
	private static final String EXTRACTION = "hibernate.hbm2ddl.jdbc_metadata_extraction_strategy";

	private static final String EACH_TABLE = "individually";

	/** There is only a setter, which would replace the application's value. */
	private static final String INTEGRATORS = "hibernateIntegrators";

	private static final String DATA_SOURCE = "dataSource";

	private final ObjectProvider<MigratedSchemas> schemas;

	HibernateFactories(ObjectProvider<MigratedSchemas> schemas) {
		this.schemas = schemas;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factory) {
			prepare("EntityManagerFactory '" + beanName + "'", factory);
		}
		else if (bean instanceof LocalSessionFactoryBean factory) {
			prepare("SessionFactory '" + beanName + "'", factory);
		}
		return bean;
	}

	private void prepare(String name, AbstractEntityManagerFactoryBean factory) {
		Map<String, Object> settings = settings(factory);
		Map<String, Object> own = factory.getJpaPropertyMap();
		if (isPinned(factory.getDataSource())) {
			new HibernateSettings(name, settings).requireSafe();
			own.put(EXTRACTION, settings.getOrDefault(EXTRACTION, usualExtraction()));
		}
		own.put(JpaSettings.INTEGRATOR_PROVIDER, new AddedIntegrator(new EffectiveSettingsCheck(name, this.schemas),
				settings.get(JpaSettings.INTEGRATOR_PROVIDER), factory.getBeanClassLoader()));
	}

	private void prepare(String name, LocalSessionFactoryBean factory) {
		DirectFieldAccessor fields = new DirectFieldAccessor(factory);
		if (isPinned((DataSource) fields.getPropertyValue(DATA_SOURCE))) {
			Map<String, Object> settings = new HashMap<>();
			factory.getHibernateProperties().forEach((key, value) -> settings.put(key.toString(), value));
			new HibernateSettings(name, settings).requireSafe();
			factory.getHibernateProperties().putIfAbsent(EXTRACTION, usualExtraction());
		}
		Integrator[] given = (Integrator[]) fields.getPropertyValue(INTEGRATORS);
		factory.setHibernateIntegrators(
				ObjectUtils.addObjectToArray(given, new EffectiveSettingsCheck(name, this.schemas)));
	}

	/** Hibernate's own defaults are in {@code hibernate.properties}. */
	private static Object usualExtraction() {
		return Environment.getProperties().getOrDefault(EXTRACTION, EACH_TABLE);
	}

	private boolean isPinned(@Nullable DataSource dataSource) {
		return dataSource != null && this.schemas.getObject().isPinned(dataSource);
	}

	/** Properties of the vendor adapter apply unless the factory overrides them. */
	private static Map<String, Object> settings(AbstractEntityManagerFactoryBean factory) {
		Map<String, Object> settings = new HashMap<>();
		if (factory.getJpaVendorAdapter() != null) {
			settings.putAll(factory.getJpaVendorAdapter().getJpaPropertyMap());
		}
		settings.putAll(factory.getJpaPropertyMap());
		return settings;
	}

}
