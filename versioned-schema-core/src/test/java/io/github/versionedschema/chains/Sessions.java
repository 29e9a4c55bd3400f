package io.github.versionedschema.chains;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.versionedschema.chains.table.Kind;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Clients that read and write while a chain runs, each with one session.
 */
final class Sessions implements AutoCloseable {

	private static final String SIMULATED = "simulation";

	private final List<SingleConnectionDataSource> connections = new ArrayList<>();

	private final PGSimpleDataSource observer;

	private final Map<Integer, JdbcClient> versions = new HashMap<>();

	private final Map<Integer, JdbcClient> twins = new HashMap<>();

	private final Set<String> provided = new HashSet<>();

	private final JdbcClient unversioned;

	private final JdbcClient simulating;

	Sessions(PGSimpleDataSource observer) {
		this.observer = observer;
		this.unversioned = session("public");
		this.simulating = session(SIMULATED + ",public");
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
		return this.twins.computeIfAbsent(version, (some) -> session(twinSchema(some) + "," + SIMULATED + ",public"));
	}

	/**
	 * Creates types of the same names as types that migrations may change or drop, so
	 * that simulations and copies do not depend on these.
	 */
	void provide(Collection<Kind> types) {
		this.simulating.sql("set client_min_messages = warning; create schema if not exists " + SIMULATED).update();
		for (Kind type : types) {
			if (type.simulated() != null && this.provided.add(type.type())) {
				this.simulating.sql(type.simulated().formatted(SIMULATED + "." + type.type())).update();
			}
		}
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
