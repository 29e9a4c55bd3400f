package io.github.versionedschema.chains;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.write.PlanRig;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Clients that read and write while a chain runs, each with one session.
 */
final class Sessions implements AutoCloseable {

	private final List<SingleConnectionDataSource> connections = new ArrayList<>();

	private final PGSimpleDataSource observer;

	private final JdbcClient older;

	private final JdbcClient newer;

	private final JdbcClient unversioned;

	private final JdbcClient twin;

	private final JdbcClient newTwin;

	private final JdbcClient simulating;

	Sessions(PGSimpleDataSource observer) {
		this.observer = observer;
		this.older = session(PlanRig.OLD + ",public");
		this.newer = session(PlanRig.NEW + ",public");
		this.unversioned = session("public");
		this.twin = session("twin,public");
		this.newTwin = session("new_twin,public");
		this.simulating = session("public");
	}

	/** Returns a client of the old version. */
	JdbcClient older() {
		return this.older;
	}

	/** Returns a client of the new version. */
	JdbcClient newer() {
		return this.newer;
	}

	/** Returns a client without a version. */
	JdbcClient unversioned() {
		return this.unversioned;
	}

	/** Returns a client of the unmigrated copy of the table. */
	JdbcClient twin() {
		return this.twin;
	}

	/** Returns a client of the unmigrated copy of the new version's table. */
	JdbcClient newTwin() {
		return this.newTwin;
	}

	/** Returns a client for the simulation. */
	JdbcClient simulating() {
		return this.simulating;
	}

	/** Creates the unmigrated copy of the table. */
	void makeTwin(String sql) {
		this.twin.sql("create schema twin").update();
		this.twin.sql(sql).update();
	}

	/** Creates an unmigrated copy of the table of the new version, with its rows. */
	void makeNewTwin(Chain chain) {
		this.newTwin.sql("create schema new_twin").update();
		this.newTwin.sql(chain.twinOfNewer()).update();
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
					and relnamespace = any (array[to_regnamespace(:old), to_regnamespace(:new), 'public'::regnamespace])
				""").param("old", PlanRig.OLD).param("new", PlanRig.NEW).query(String.class).list();
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
