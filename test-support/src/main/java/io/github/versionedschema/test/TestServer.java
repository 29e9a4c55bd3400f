package io.github.versionedschema.test;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Connection details of a PostgreSQL server, as a superuser.
 *
 * @param url the JDBC URL of its maintenance database, without user and password
 * @param user a superuser
 * @param password the superuser's password
 */
public record TestServer(String url, String user, String password) {

	private static final String JDBC = "jdbc:";

	/**
	 * Returns the server that all tests of this JVM share. It is configured with the
	 * environment variables {@code VERSIONED_SCHEMA_TEST_URL}, {@code _USER} and
	 * {@code _PASSWORD} (or the system properties {@code versioned-schema.test.url},
	 * {@code .user} and {@code .password}); otherwise it is an embedded server that is
	 * started on first use.
	 * @return the server, which must not be stopped
	 */
	public static TestServer shared() {
		return Shared.SERVER;
	}

	/**
	 * Creates an empty database.
	 * @return the database, to be closed by the caller
	 */
	public TestDatabase createDatabase() {
		return createDatabase("template0");
	}

	TestDatabase createDatabase(String template) {
		String name = "test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
		// Copying files takes less than half the time of logging each page.
		execute("create database " + name + " template " + template + " strategy file_copy");
		return new TestDatabase(this, name);
	}

	String url(String database) {
		URI maintenance = URI.create(this.url.substring(JDBC.length()));
		String query = maintenance.getRawQuery();
		return JDBC + maintenance.getScheme() + "://" + maintenance.getRawAuthority() + "/" + database
				+ ((query != null) ? "?" + query : "");
	}

	void execute(String sql) {
		jdbc().sql(sql).update();
	}

	/**
	 * Returns a client of the maintenance database.
	 * @return a new client
	 */
	public JdbcClient jdbc() {
		DataSource dataSource = dataSource(this.url, this.user, this.password);
		return JdbcClient.create(dataSource);
	}

	/**
	 * Returns a DataSource of the superuser that opens a new connection each time.
	 * @param database the name of a database on this server
	 * @return a new DataSource, for the caller to configure further
	 */
	public PGSimpleDataSource dataSource(String database) {
		return dataSource(url(database), this.user, this.password);
	}

	static PGSimpleDataSource dataSource(String url, String user, String password) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(url);
		dataSource.setUser(user);
		dataSource.setPassword(password);
		return dataSource;
	}

	private static final class Shared {

		static final TestServer SERVER = find();

		private static TestServer find() {
			String url = setting("url");
			if (url == null) {
				return EmbeddedServer.start(Map.of()).server();
			}
			String user = setting("user");
			String password = setting("password");
			return new TestServer(url, (user != null) ? user : "postgres", (password != null) ? password : "");
		}

		private static @Nullable String setting(String name) {
			String value = System.getProperty("versioned-schema.test." + name);
			return (value != null) ? value : System.getenv("VERSIONED_SCHEMA_TEST_" + name.toUpperCase(Locale.ROOT));
		}

	}

}
