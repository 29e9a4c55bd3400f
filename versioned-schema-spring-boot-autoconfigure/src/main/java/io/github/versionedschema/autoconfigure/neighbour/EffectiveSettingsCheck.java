package io.github.versionedschema.autoconfigure.neighbour;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.ServiceRegistry;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Checks the effective settings of Hibernate, regardless of their source. Hibernate calls
 * it before it changes tables.
 */
final class EffectiveSettingsCheck implements Integrator {

	private final String name;

	private final ObjectProvider<MigratedSchemas> schemas;

	/**
	 * Creates the check of one factory.
	 * @param name name of the factory in messages
	 * @param schemas know the pinned DataSources
	 */
	EffectiveSettingsCheck(String name, ObjectProvider<MigratedSchemas> schemas) {
		this.name = name;
		this.schemas = schemas;
	}

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
		ServiceRegistry services = bootstrap.getServiceRegistry();
		ConnectionProvider connections = services.getService(ConnectionProvider.class);
		if (connections == null || !connections.isUnwrappableAs(DataSource.class)) {
			return;
		}
		if (this.schemas.getObject().isPinned(connections.unwrap(DataSource.class))) {
			new HibernateSettings(this.name, services.requireService(ConfigurationService.class).getSettings())
				.requireSafe();
		}
	}

}
