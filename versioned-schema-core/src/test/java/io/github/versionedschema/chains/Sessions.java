package io.github.versionedschema.chains;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Clients that read and write while a chain runs, each with one session.
 */
final class Sessions implements AutoCloseable {

	private final List<SingleConnectionDataSource> connections = new ArrayList<>();

	private final PGSimpleDataSource observer;

	private final Map<Integer, JdbcClient> versions = new HashMap<>();

	private final Map<Integer, JdbcClient> twins = new HashMap<>();

	private final JdbcClient unversioned;

	private final JdbcClient simulating;

	Sessions(PGSimpleDataSource observer) {
		this.observer = observer;
		this.unversioned = session("public");
		this.simulating = session("public");
	}

	/** Returns a client of the older version. */
	JdbcClient older() {
		return version(1);
	}

	/** Returns a client of the newer version. */
	JdbcClient newer() {
		return version(2);
	}

	/** Returns a client of a version, from 1. */
	JdbcClient version(int number) {
		return this.versions.computeIfAbsent(number, (some) -> session(Releases.schema(some) + ",public"));
	}

	/** Returns a client without a version. */
	JdbcClient unversioned() {
		return this.unversioned;
	}

	/** Returns a client of the unmigrated copies of a version's tables. */
	JdbcClient twin(int version) {
		return this.twins.computeIfAbsent(version, (some) -> session(twinSchema(some) + ",public"));
	}

	/** Returns the schema of the unmigrated copies of a version's tables. */
	static String twinSchema(int version) {
		return "twin_" + version;
	}

	/** Returns a client for the simulation. */
	JdbcClient simulating() {
		return this.simulating;
	}

	/**
	 * Creates unmigrated copies of a version's tables, instead of earlier ones.
	 * @param version the version
	 * @param sql creates them
	 */
	void makeTwin(int version, String sql) {
		twin(version)
			.sql("set client_min_messages = warning; drop schema if exists %1$s cascade; create schema %1$s"
				.formatted(twinSchema(version)))
			.update();
		twin(version).sql(sql).update();
	}

	/** Returns the remaining views, triggers and functions of the engine. */
	List<String> leftovers() {
		return this.unversioned.sql("""
				select 'function ' || proname from pg_proc where pronamespace = 'versioned_schema'::regnamespace
					and proname like 'public%'
				union all
				select 'trigger ' || tgname from pg_trigger where not tgisinternal and tgname like '%versioned_schema%'
				union all
				select 'view ' || oid::regclass from pg_class where relkind = 'v'
					and (relnamespace = 'public'::regnamespace or relnamespace::regnamespace::text ~ '^"?public_')
				""").query(String.class).list();
	}

	private JdbcClient session(String path) {
		this.observer.setCurrentSchema(path);
		SingleConnectionDataSource connection;
		try {
			connection = new SingleConnectionDataSource(this.observer.getConnection(), true);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		this.connections.add(connection);
		return JdbcClient.create(connection);
	}

	@Override
	public void close() {
		this.connections.forEach(SingleConnectionDataSource::destroy);
	}

}
