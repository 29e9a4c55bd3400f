package io.github.versionedschema.test;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An empty database on a {@link TestServer}, dropped when closed. The user is a
 * superuser; tests of privileges make login roles.
 */
public final class TestDatabase implements AutoCloseable {

	private final TestServer server;

	private final String name;

	private final List<String> roles = new ArrayList<>();

	TestDatabase(TestServer server, String name) {
		this.server = server;
		this.name = name;
	}

	/**
	 * The server that the database is on.
	 * @return the server
	 */
	public TestServer server() {
		return this.server;
	}

	/**
	 * The database's name, unique on its server and needing no quotes.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * A JDBC URL without user and password.
	 * @return the URL
	 */
	public String url() {
		return this.server.url(this.name);
	}

	/**
	 * The superuser that owns the database.
	 * @return the user
	 */
	public String user() {
		return this.server.user();
	}

	/**
	 * The password of {@link #user()}.
	 * @return the password
	 */
	public String password() {
		return this.server.password();
	}

	/**
	 * A DataSource that opens a new connection each time.
	 * @return a new DataSource, for the caller to configure further
	 */
	public PGSimpleDataSource dataSource() {
		return dataSource(user(), password());
	}

	/**
	 * A DataSource of another role that opens a new connection each time.
	 * @param user the role
	 * @param password its password
	 * @return a new DataSource, for the caller to configure further
	 */
	public PGSimpleDataSource dataSource(String user, String password) {
		return TestServer.dataSource(url(), user, password);
	}

	/**
	 * A client that runs each statement as the superuser on a connection of its own.
	 * @return a new client
	 */
	public JdbcClient jdbc() {
		DataSource dataSource = dataSource();
		return JdbcClient.create(dataSource);
	}

	/**
	 * Makes a role without any rights, which can log in with its name as password. It is
	 * dropped with the database.
	 * @return the role's name, needing no quotes
	 */
	public String createRole() {
		String role = this.name + "_role" + this.roles.size();
		this.server.execute("create role " + role + " login password '" + role + "'");
		this.roles.add(role);
		return role;
	}

	/**
	 * Makes a superuser who is nobody's application: a session of his that is attached to
	 * nothing is in nobody's way.
	 * @return a new DataSource of his, for the caller to configure further
	 */
	public PGSimpleDataSource observer() {
		String role = createRole();
		this.server.execute("alter role " + role + " superuser");
		return dataSource(role, role);
	}

	/**
	 * Drops the database, disconnecting whoever uses it, and the roles made for it.
	 */
	@Override
	public void close() {
		this.server.execute("drop database if exists " + this.name + " with (force)");
		this.roles.forEach((role) -> this.server.execute("drop role if exists " + role));
		this.roles.clear();
	}

}
