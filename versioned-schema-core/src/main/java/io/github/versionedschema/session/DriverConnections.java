package io.github.versionedschema.session;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * Opens connections by a JDBC URL, with properties that are asked for at each opening, so
 * that credentials may rotate.
 */
public final class DriverConnections implements PhysicalConnections {

	private static final String CURRENT_SCHEMA = "currentSchema";

	private final String url;

	private final Supplier<Properties> properties;

	/**
	 * Creates an instance.
	 * @param url of pgjdbc, or of a driver around it that passes properties on
	 * @param properties user, password and whatever else the driver takes, asked for at
	 * each opening
	 * @throws CurrentSchemaInUrlException when the URL sets {@code currentSchema}
	 */
	public DriverConnections(String url, Supplier<Properties> properties) {
		if (setsCurrentSchema(url)) {
			throw new CurrentSchemaInUrlException("The URL " + url.substring(0, url.indexOf('?')));
		}
		this.url = url;
		this.properties = properties;
	}

	@Override
	public Connection open(Properties properties) throws SQLException {
		Properties all = new Properties();
		Properties own = this.properties.get();
		own.stringPropertyNames().forEach((name) -> all.setProperty(name, own.getProperty(name)));
		if (properties.containsKey(CURRENT_SCHEMA) && all.containsKey(CURRENT_SCHEMA)) {
			throw new CurrentSchemaInUrlException("A property of the DataSource");
		}
		all.putAll(properties);
		return DriverManager.getConnection(this.url, all);
	}

	private static boolean setsCurrentSchema(String url) {
		int query = url.indexOf('?');
		return query >= 0 && Arrays.stream(url.substring(query + 1).split("&", -1))
			.map((parameter) -> URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8))
			.anyMatch(CURRENT_SCHEMA::equals);
	}

}
