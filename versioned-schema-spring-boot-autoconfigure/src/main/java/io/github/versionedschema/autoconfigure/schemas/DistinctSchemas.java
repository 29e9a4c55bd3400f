package io.github.versionedschema.autoconfigure.schemas;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.versionedschema.postgres.ConnectionSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Refuses two schemas of the application that are the same base schema of one database:
 * each would take the other's migrations for its own. Databases are only compared where
 * base schemas have the same name.
 */
public final class DistinctSchemas {

	private static final Logger logger = LoggerFactory.getLogger(DistinctSchemas.class);

	private static final String DATABASE = """
			select pg_catalog.current_database() || ' ' || system_identifier from pg_catalog.pg_control_system()
			""";

	private final ObjectProvider<MigratedSchema> schemas;

	private final Set<String> checked = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the check; nothing happens yet.
	 * @param schemas provides the schemas
	 */
	public DistinctSchemas(ObjectProvider<MigratedSchema> schemas) {
		this.schemas = schemas;
	}

	/**
	 * Requires that no other schema is the same. Must run on a thread that may create
	 * beans.
	 * @param name name of the schema that is about to change
	 * @param baseSchema its base schema
	 * @throws SeveralSchemasException if there is another one
	 */
	public void require(String name, String baseSchema) {
		List<MigratedSchema> same = this.schemas.orderedStream()
			.filter((schema) -> schema.engine().baseSchema().equals(baseSchema))
			.toList();
		if (same.size() < 2 || this.checked.contains(name)) {
			return;
		}
		String mine = null;
		for (MigratedSchema schema : same) {
			if (schema.name().equals(name)) {
				mine = database(schema);
			}
		}
		for (MigratedSchema other : same) {
			if (!other.name().equals(name) && mine != null && mine.equals(database(other))) {
				throw new SeveralSchemasException(
						"The schemas \"%s\" and \"%s\" of the application are both base schema \"%s\" of one database."
							.formatted(name, other.name(), baseSchema),
						"""
								Remove one of them, or set its property schema to another base schema, or its property pin to a \
								DataSource of another database.""");
			}
		}
		this.checked.add(name);
	}

	/** A database that cannot be reached is reported when it is used. */
	private static @Nullable String database(MigratedSchema schema) {
		try {
			schema.foundation().leader().resolve();
			return database(schema.foundation().leader());
		}
		catch (SQLException | BeansException ex) {
			logger.debug("The database of schema \"{}\" could not be determined", schema.name(), ex);
			return null;
		}
	}

	private static String database(ConnectionSource connections) throws SQLException {
		try (Connection connection = connections.open();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(DATABASE)) {
			row.next();
			return row.getString(1);
		}
	}

}
