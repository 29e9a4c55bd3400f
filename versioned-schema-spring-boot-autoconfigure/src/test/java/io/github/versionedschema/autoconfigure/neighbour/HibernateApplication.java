package io.github.versionedschema.autoconfigure.neighbour;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * An application with the entities of this package.
 */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		VersionedSchemaAutoConfiguration.class, BesideHibernateAutoConfiguration.class })
class HibernateApplication {

	static final String STARTED = "It has started";

	public static void main(String[] args) {
		new SpringApplicationBuilder(HibernateApplication.class).web(WebApplicationType.NONE).run(args).close();
		System.out.println(STARTED);
	}

	/** The entities alone. */
	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Entities {

	}

}
