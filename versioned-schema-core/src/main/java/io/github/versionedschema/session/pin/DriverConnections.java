package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;

import io.github.versionedschema.failure.Secrets;

/**
 * Opens connections with a JDBC URL. Properties are read for each connection, so that
 * credentials can be rotated.
 */
public final class DriverConnections implements PhysicalConnections {

	private final JdbcUrl url;

	private final Supplier<Properties> properties;

	/**
	 * Creates an instance.
	 * @param url a JDBC URL of pgjdbc, or of a wrapping driver that passes properties on
	 * @param properties user, password and other driver properties, read for each
	 * connection
	 * @throws CurrentSchemaInUrlException if the URL sets {@code currentSchema}
	 */
	public DriverConnections(String url, Supplier<Properties> properties) {
		this.url = new JdbcUrl(url);
		if (this.url.setsCurrentSchema()) {
			throw new CurrentSchemaInUrlException("The URL " + this.url.withoutQuery(), "spring.datasource.url");
		}
		this.properties = properties;
	}

	@Override
	public Connection open(Properties properties) throws SQLException {
		Properties all = new Properties();
		Properties own = this.properties.get();
		own.stringPropertyNames().forEach((name) -> all.setProperty(name, own.getProperty(name)));
		if (properties.containsKey(JdbcUrl.CURRENT_SCHEMA) && all.containsKey(JdbcUrl.CURRENT_SCHEMA)) {
			throw new CurrentSchemaInUrlException("A property of the DataSource", "its properties");
		}
		all.putAll(properties);
		if (own.containsKey(APPLICATION_NAME)) {
			all.setProperty(APPLICATION_NAME, own.getProperty(APPLICATION_NAME));
		}
		this.url.requireDriver();
		return Secrets.open(() -> DriverManager.getConnection(this.url.url(), all));
	}

}
