package io.github.versionedschema.autoconfigure.r2dbc;

import io.github.versionedschema.autoconfigure.datasource.AttachedSession;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchema;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.core.Ordered;

/**
 * Pins the connections that Spring Boot's pool of R2DBC opens. It comes before decorators
 * that observe statements.
 */
final class ConnectionFactoryPinner implements ConnectionFactoryDecorator, Ordered {

	private static final String POSTGRESQL = "PostgreSQL";

	private static final String POOL = "io.r2dbc.pool.ConnectionPool";

	private final MigratedSchemas schemas;

	private final BeanFactory beanFactory;

	ConnectionFactoryPinner(MigratedSchemas schemas, BeanFactory beanFactory) {
		this.schemas = schemas;
		this.beanFactory = beanFactory;
	}

	@Override
	public ConnectionFactory decorate(ConnectionFactory delegate) {
		if (!isPostgres(delegate)) {
			return delegate;
		}
		if (delegate.getClass().getName().equals(POOL)) {
			throw new UnpinnableConnectionFactoryException(
					"The R2DBC URL creates a pool by itself, whose connections "
							+ "cannot be pinned to the application's version of the schema.",
					"""
							Remove ":pool" and the pool's options from spring.r2dbc.url, and set spring.r2dbc.pool.* \
							instead.""");
		}
		MigratedSchema schema = schema();
		requireAlone(schema);
		AttachedSession example = new AttachedSession(schema.foundation().choice(), schema.foundation().pools(),
				this.beanFactory);
		example.resolve();
		return new PinnedConnectionFactory(delegate, example, schema.engine());
	}

	private void requireAlone(MigratedSchema schema) {
		String dataSource = schema.foundation().choice().first();
		if (dataSource != null && this.schemas.all()
			.stream()
			.anyMatch((other) -> other != schema && other.foundation().choice().contains(dataSource))) {
			throw new UnpinnableConnectionFactoryException(
					"Several schemas use DataSource '%s', and connections of R2DBC can use the version of one schema only."
						.formatted(dataSource),
					"""
							Give the schema of R2DBC a DataSource of its own, or define the ConnectionFactory with \
							@Bean(defaultCandidate = false) if it needs no versions.""");
		}
	}

	private MigratedSchema schema() {
		return this.schemas.usual()
			.orElseThrow(() -> new UnpinnableConnectionFactoryException(
					"The application has several schemas (%s) and none is the default one, so it is not known which version the connections of R2DBC use."
						.formatted(String.join(", ", this.schemas.names())),
					"""
							Make the schema of R2DBC the default one with versioned-schema.schema, or define the \
							ConnectionFactory with @Bean(defaultCandidate = false) if it needs no versions."""));
	}

	static boolean isPostgres(ConnectionFactory factory) {
		return POSTGRESQL.equals(factory.getMetadata().getName());
	}

	static boolean isPinned(ConnectionFactory factory) {
		for (Object inner = factory; inner != null; inner = inside(inner)) {
			if (inner instanceof PinnedConnectionFactory) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable Object inside(Object factory) {
		return (factory instanceof Wrapped<?> wrapped) ? wrapped.unwrap() : null;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
