package io.github.versionedschema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.ds.PGSimpleDataSource;

import static io.github.versionedschema.HandPlanner.migration;
import static io.github.versionedschema.HandPlanner.sql;

/**
 * What all tests of a {@link VersionedSchema} with hand-written plans need.
 */
abstract class FacadeTests {

	final HandPlanner planner = new HandPlanner();

	final List<TransitionEvent> events = new CopyOnWriteArrayList<>();

	TestDatabase database;

	@BeforeEach
	void rememberDatabase(TestDatabase database) {
		this.database = database;
	}

	VersionedSchema schema(String... migrations) {
		return schema(Stream.of(migrations).map(HandPlanner::migration).toList());
	}

	VersionedSchema schema(List<Migration> migrations) {
		VersionedSchemaSettings defaults = VersionedSchemaSettings.of("public");
		String role = (this.role != null) ? this.role : "nobody_connects_as_this";
		VersionedSchemaSettings settings = new VersionedSchemaSettings("public", null, role, defaults.lockTimeout(), 3,
				defaults.batchTime(), defaults.forceTimeout(), defaults.longestOutage(), defaults.tombstoneRetention(),
				"here", "1.0", this.safeguards);
		return VersionedSchema.builder(settings, this.database.dataSource()::getConnection, () -> migrations)
			.planner(this.planner)
			.listener(this.events::add)
			.build();
	}

	String role;

	VersionedSchemaSettings.Safeguards safeguards = VersionedSchemaSettings.Safeguards.DEFAULT;

	/** Keeps failed expands instead of undoing them. */
	void keepFailedExpands() {
		this.safeguards = this.safeguards.keepingFailedExpands();
	}

	Connection attach(String version) throws SQLException {
		PGSimpleDataSource dataSource = this.database.dataSource();
		dataSource.setCurrentSchema("public_" + version + ",public");
		Connection connection = dataSource.getConnection();
		try (var statement = connection.prepareStatement("select versioned_schema.attach(?)")) {
			statement.setString(1, version);
			statement.execute();
		}
		return connection;
	}

	void execute(String sql) {
		this.database.jdbc().sql(sql).update();
	}

	List<String> columns() {
		return this.database.jdbc().sql("""
				select column_name from information_schema.columns
				where table_schema = 'public' and table_name = 't' order by ordinal_position
				""").query(String.class).list();
	}

}
