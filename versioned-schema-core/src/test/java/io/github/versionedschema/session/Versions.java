package io.github.versionedschema.session;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.test.TestDatabase;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database with the journal's table of versions and the attach functions.
 */
final class Versions {

	static final String OWN_APPLICATION_NAME = "versioned-schema";

	private final TestDatabase database;

	private final JdbcClient jdbc;

	Versions(TestDatabase database) {
		this.database = database;
		this.jdbc = database.jdbc();
		execute("create schema versioned_schema");
		execute("""
				create table versioned_schema.version (id int generated always as identity primary key,
					base_schema text not null, name text not null, schema_name text not null,
					state text not null check (state in ('preparing', 'live', 'retired')),
					created_at timestamptz default now(), live_at timestamptz, retired_at timestamptz,
					unique (base_schema, name))
				""");
		AttachFunctions.statements().forEach(this::execute);
	}

	void execute(String sql) {
		this.jdbc.sql(sql).update();
	}

	GatedVersion live(String name) {
		return live("public", name, "public_" + name);
	}

	GatedVersion live(String base, String name, String schema) {
		execute("create schema " + Identifier.quote(schema));
		int id = this.jdbc
			.sql("insert into versioned_schema.version (base_schema, name, schema_name, state)"
					+ " values (?, ?, ?, 'live') returning id")
			.param(base)
			.param(name)
			.param(schema)
			.query(Integer.class)
			.single();
		return new GatedVersion(id, name, schema);
	}

	void state(GatedVersion version, String state) {
		this.jdbc.sql("update versioned_schema.version set state = ? where id = ?")
			.param(state)
			.param(version.id())
			.update();
	}

	/** A session of the superuser on the version's path, not attached yet. */
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

	Connection leader() throws SQLException {
		PGSimpleDataSource dataSource = this.database.dataSource();
		dataSource.setApplicationName(OWN_APPLICATION_NAME);
		return dataSource.getConnection();
	}

}
