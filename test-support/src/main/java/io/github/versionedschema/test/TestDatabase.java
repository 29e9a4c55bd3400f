package io.github.versionedschema.test;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An empty database on a {@link TestServer}, dropped when closed. The user is a
 * superuser; tests of privileges create login roles.
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
	 * Returns the server of the database.
	 * @return the server
	 */
	public TestServer server() {
		return this.server;
	}

	/**
	 * Returns the database's name, which is unique on its server and needs no quotes.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns a JDBC URL without user and password.
	 * @return the URL
	 */
	public String url() {
		return this.server.url(this.name);
	}

	/**
	 * Returns the superuser that owns the database.
	 * @return the user
	 */
	public String user() {
		return this.server.user();
	}

	/**
	 * Returns the password of {@link #user()}.
	 * @return the password
	 */
	public String password() {
		return this.server.password();
	}

	/**
	 * Returns a DataSource that opens a new connection each time.
	 * @return a new DataSource, for the caller to configure further
	 */
	public PGSimpleDataSource dataSource() {
		return dataSource(user(), password());
	}

	/**
	 * Returns a DataSource of another role that opens a new connection each time.
	 * @param user the role
	 * @param password its password
	 * @return a new DataSource, for the caller to configure further
	 */
	public PGSimpleDataSource dataSource(String user, String password) {
		return TestServer.dataSource(url(), user, password);
	}

	/**
	 * Returns a client that runs each statement as the superuser on a separate
	 * connection.
	 * @return a new client
	 */
	public JdbcClient jdbc() {
		DataSource dataSource = dataSource();
		return JdbcClient.create(dataSource);
	}

	/**
	 * Creates a role without any privileges, which can log in with its name as password.
	 * It is dropped with the database.
	 * @return the role's name, which needs no quotes
	 */
	public String createRole() {
		String role = this.name + "_role" + this.roles.size();
		this.server.execute("create role " + role + " login password '" + role + "'");
		this.roles.add(role);
		return role;
	}

	/**
	 * Creates a superuser that no application uses: its sessions without a version block
	 * no transition.
	 * @return a new DataSource of this user, for the caller to configure further
	 */
	public PGSimpleDataSource observer() {
		String role = createRole();
		this.server.execute("alter role " + role + " superuser");
		return dataSource(role, role);
	}

	/**
	 * Creates a database with the same content, when the last session of this one has
	 * ended.
	 * @return the copy, to be closed by the caller
	 */
	public TestDatabase copy() {
		// The server itself waits as well, but looks only ten times a second.
		this.server.execute("""
				do $$ begin
					for look in 1..12000 loop
						exit when not exists (select from pg_stat_activity
							where datname = '%s' and backend_type = 'client backend');
						perform pg_sleep(0.005), pg_stat_clear_snapshot();
					end loop;
				end $$""".formatted(this.name));
		return this.server.createDatabase(this.name);
	}

	/**
	 * Drops the database, after terminating its sessions, and the roles created for it.
	 */
	@Override
	public void close() {
		this.server.execute("drop database if exists " + this.name + " with (force)");
		this.roles.forEach((role) -> this.server.execute("drop role if exists " + role));
		this.roles.clear();
	}

}
