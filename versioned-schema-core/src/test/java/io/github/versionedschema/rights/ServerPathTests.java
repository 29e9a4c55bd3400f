package io.github.versionedschema.rights;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests extensions in a separate schema, which the server adds to the search_path.
 */
@PostgresTest
class ServerPathTests {

	private static final Change CHANGE = Change.withoutClients(CaseFile.of("server-path/types-of-an-extension.yaml"));

	private TestDatabase database;

	@BeforeEach
	void putAnExtensionOnThePath(TestDatabase database) {
		this.database = database;
		JdbcClient jdbc = database.jdbc();
		jdbc.sql("create schema \"My Extensions\"").update();
		jdbc.sql("create extension citext schema \"My Extensions\"").update();
		jdbc.sql("alter database " + database.name() + " set search_path = \"$user\", public, \"My Extensions\"")
			.update();
	}

	@Test
	void bothVersionsFindItInEveryPhase() throws SQLException {
		Release release = Release.installed(this.database, CHANGE);
		requireSame(release, 0);
		release.run(Transition.EXPAND);
		requireSame(release, 0);
		requireSame(release, 1);
		release.run(Transition.COMPLETE);
		requireSame(release, 1);
	}

	@Test
	void expressionsAndWhatTheyCallFindItInTriggersAsInTheBackfill() throws SQLException {
		Release release = Release.installed(this.database, CHANGE);
		release.run(Transition.EXPAND);
		try (Connection old = connect(release, 0); Connection current = connect(release, 1)) {
			client(old).sql("insert into t values (3, 'ann@EXAMPLE.org'), (4, 'Carl@example.org')").update();
			assertThat(client(current).sql("select id from t where ann order by id").query(Integer.class).list())
				.containsExactly(1, 3);
			assertThat(client(current).sql("select id from t where login = 'CARL@example.org'")
				.query(Integer.class)
				.list()).containsExactly(4);
			client(current).sql("insert into t (id, email, kind) values (5, 'x', 'A')").update();
			assertThat(client(old).sql("select count(*) from t").query(Integer.class).single()).isEqualTo(5);
		}
	}

	private void requireSame(Release release, int version) throws SQLException {
		try (Connection connection = connect(release, version)) {
			assertThat(client(connection).sql("select id from t where email = 'ANN@example.org'")
				.query(Integer.class)
				.list()).containsExactly(1);
		}
	}

	/** Connects a client that sets the search_path from the status. */
	private Connection connect(Release release, int version) throws SQLException {
		PGSimpleDataSource source = this.database.dataSource();
		try (VersionedSchema schema = release.second()) {
			source.setCurrentSchema(schema.status().versions().get(version).searchPath());
		}
		Connection connection = source.getConnection();
		client(connection).sql("select versioned_schema.attach(?)")
			.param((version == 0) ? Release.OLD : Release.NEW)
			.query()
			.singleRow();
		return connection;
	}

	private static JdbcClient client(Connection connection) {
		return JdbcClient.create(new SingleConnectionDataSource(connection, true));
	}

}
