package io.github.versionedschema.autoconfigure.neighbour;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables under the views of versions, and which of them a transaction has altered. The
 * lock that ALTER TABLE takes shows it, so that changes of other sessions, such as an
 * expand, do not count.
 *
 * @param tables OIDs of the tables
 * @param names their names, in the same order
 */
record AlteredTables(List<Long> tables, List<String> names) {

	private static final String UNDER_VIEWS = """
			select distinct c.oid, c.oid::pg_catalog.regclass::text
			from pg_catalog.pg_namespace n
			join pg_catalog.pg_class v on v.relnamespace = n.oid and v.relkind = 'v'
			join pg_catalog.pg_rewrite r on r.ev_class = v.oid
			join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and d.objid = r.oid
				and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
			join pg_catalog.pg_class c on c.oid = d.refobjid and c.relkind in ('r', 'p')
			where n.nspname = any(?)
			order by 2
			""";

	private static final String LOCKED = """
			select relation::bigint from pg_catalog.pg_locks
			where locktype = 'relation' and pid = pg_catalog.pg_backend_pid() and mode = 'AccessExclusiveLock' and granted
			""";

	/**
	 * Finds the tables.
	 * @param schemas the versions' schemas
	 */
	static AlteredTables under(Connection connection, List<String> schemas) throws SQLException {
		List<Long> tables = new ArrayList<>();
		List<String> names = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(UNDER_VIEWS)) {
			Array array = connection.createArrayOf("name", schemas.toArray());
			statement.setArray(1, array);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					tables.add(rows.getLong(1));
					names.add(rows.getString(2));
				}
			}
		}
		return new AlteredTables(tables, names);
	}

	/** Returns the names of the tables that the connection's transaction has altered. */
	List<String> in(Connection connection) throws SQLException {
		List<String> altered = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(LOCKED)) {
			while (rows.next()) {
				int index = this.tables.indexOf(rows.getLong(1));
				if (index != -1) {
					altered.add(this.names.get(index));
				}
			}
		}
		return altered;
	}

}
