package io.github.versionedschema.session.pin;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;

import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.failure.SqlStates;

/**
 * A JDBC URL of pgjdbc, or of a driver that wraps it.
 *
 * @param url the URL, including credentials if it has any
 */
public record JdbcUrl(String url) {

	static final String CURRENT_SCHEMA = "currentSchema";

	/**
	 * Refuses a URL that would make a driver print the URL or parts of it. For example,
	 * pgjdbc logs an invalid port.
	 * @throws SQLException if no driver takes this URL
	 */
	public void requireDriver() throws SQLException {
		if (Secrets.isInFrontOfHost(this.url)) {
			throw new SQLException(
					"The URL %s has a user and a password in front of the host, where the PostgreSQL driver takes none. Set them as properties of the DataSource instead."
						.formatted(this),
					SqlStates.CANNOT_CONNECT);
		}
		try {
			DriverManager.getDriver(toString());
		}
		catch (SQLException ex) {
			throw new SQLException(
					"No JDBC driver takes the URL %s. Check its beginning, which should be jdbc:postgresql://, the port and whether the driver is on the class path."
						.formatted(this),
					SqlStates.CANNOT_CONNECT, ex);
		}
	}

	/**
	 * Returns the URL of another database on the same server, with the same parameters.
	 * @param database the name of the database
	 */
	public JdbcUrl withDatabase(String database) {
		int query = this.url.indexOf('?');
		String address = (query < 0) ? this.url : this.url.substring(0, query);
		String parameters = (query < 0) ? "" : this.url.substring(query);
		int host = address.indexOf("://");
		int path = (host < 0) ? -1 : address.indexOf('/', host + 3);
		String server = (host < 0) ? address.substring(0, address.lastIndexOf(':') + 1)
				: ((path < 0) ? address : address.substring(0, path)) + "/";
		return new JdbcUrl(server + URLEncoder.encode(database, StandardCharsets.UTF_8) + parameters);
	}

	boolean setsCurrentSchema() {
		return sets(CURRENT_SCHEMA);
	}

	/**
	 * Returns whether the URL sets a property.
	 * @param property the property's name
	 */
	public boolean sets(String property) {
		int query = this.url.indexOf('?');
		return query >= 0 && Arrays.stream(this.url.substring(query + 1).split("&", -1))
			.anyMatch((parameter) -> isKey(property, parameter.split("=", 2)[0]));
	}

	private static boolean isKey(String property, String key) {
		try {
			return property.equals(URLDecoder.decode(key, StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException ex) {
			// The driver rejects it.
			return false;
		}
	}

	/** Returns the URL without its query, and without credentials. */
	String withoutQuery() {
		return toString().split("\\?", 2)[0];
	}

	/** Returns the URL without credentials. */
	@Override
	public String toString() {
		return Secrets.hideInUrl(this.url);
	}

}
