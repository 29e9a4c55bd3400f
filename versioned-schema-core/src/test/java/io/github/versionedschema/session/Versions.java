package io.github.versionedschema.session;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.journal.install.JournalInstallation;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.LockSettings;
import io.github.versionedschema.leader.StopSignal;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.test.TestDatabase;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database with the journal and the attach functions.
 */
public final class Versions {

	static final String OWN_APPLICATION_NAME = "versioned-schema";

	private final TestDatabase database;

	private final JdbcClient jdbc;

	public Versions(TestDatabase database) {
		this.database = database;
		this.jdbc = database.jdbc();
		try (Leadership leadership = lead("public")) {
			new JournalInstallation(AttachFunctions.statements()).install(leadership);
		}
	}

	/** Returns the leadership of a base schema, to be closed by the caller. */
	Leadership lead(String base) {
		return new Leader(this.database.dataSource()::getConnection, base, LockSettings.DEFAULT)
			.tryLead(new StopSignal())
			.orElseThrow();
	}

	public void execute(String sql) {
		this.jdbc.sql(sql).update();
	}

	public GatedVersion live(String name) {
		return live("public", name, "public_" + name);
	}

	public GatedVersion live(String base, String name, String schema) {
		execute("create schema " + Identifier.quote(schema));
		int id = this.jdbc
			.sql("insert into versioned_schema.version (base_schema, name, schema_name, state)"
					+ " values (?, ?, ?, 'live') returning id")
			.param(base)
			.param(name)
			.param(schema)
			.query(Integer.class)
			.single();
		return new GatedVersion(id, name, schema, false);
	}

	public void state(GatedVersion version, String state) {
		this.jdbc.sql("update versioned_schema.version set state = ? where id = ?")
			.param(state)
			.param(version.id())
			.update();
	}

	/**
	 * Returns a session of the superuser on the version's search_path, not attached yet.
	 */
	Connection session(GatedVersion version) throws SQLException {
		return session(version, this.database.user(), this.database.password());
	}

	Connection session(GatedVersion version, String user, String password) throws SQLException {
		return session(Identifier.quote(version.schema()) + ", public", user, password);
	}

	Connection session(String searchPath, String user, String password) throws SQLException {
		PGSimpleDataSource dataSource = this.database.dataSource(user, password);
		dataSource.setProperty(PGProperty.CURRENT_SCHEMA, searchPath);
		dataSource.setApplicationName("client");
		return dataSource.getConnection();
	}

	public Connection leader() throws SQLException {
		PGSimpleDataSource dataSource = this.database.dataSource();
		dataSource.setApplicationName(OWN_APPLICATION_NAME);
		return dataSource.getConnection();
	}

}
