package io.github.versionedschema.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.plan.operation.Operations;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * A database in which one version after the other becomes live. Each changes the values
 * of the same column, so each has a column of its own.
 */
final class LiveVersions {

	private final BenchmarkDatabase database;

	private int newest;

	LiveVersions(BenchmarkDatabase database) {
		this.database = database;
		expand();
	}

	/** Makes one more version live, and returns its number. */
	int expand() {
		this.newest++;
		try (VersionedSchema schema = VersionedSchema
			.builder(VersionedSchemaSettings.of("public"), this.database::open, this::migrations)
			.build()) {
			schema.expand();
			if (this.newest == 1) {
				schema.complete(false);
			}
		}
		return this.newest;
	}

	private List<Migration> migrations() {
		return new MigrationReader(Operations.types())
			.read(IntStream.rangeClosed(1, this.newest).mapToObj(LiveVersions::file).toList());
	}

	private static Resource file(int version) {
		String operation = (version == 1) ? "sql: {up: select 1}"
				: "alter_column: {table: items, column: amount, up: amount + 1, down: amount - 1}";
		byte[] text = "operations: [%s]".formatted("{" + operation + "}").getBytes(StandardCharsets.UTF_8);
		return new ByteArrayResource(text) {

			@Override
			public String getFilename() {
				return "v" + version + ".yaml";
			}

		};
	}

	/** Opens a session of a version, whose commits do not wait for the disk. */
	Connection open(int version) {
		Connection connection = this.database.open();
		BenchmarkDatabase.execute(connection, "set synchronous_commit = off");
		BenchmarkDatabase.execute(connection, "set search_path = public_v%d, public".formatted(version));
		BenchmarkDatabase.execute(connection, "select versioned_schema.attach('v%d')".formatted(version));
		return connection;
	}

	/** Returns how long a client of a version takes to update some rows one by one. */
	double secondsToUpdate(int version, int rows) {
		try (Connection connection = open(version);
				PreparedStatement update = connection.prepareStatement("update items set amount = ? where id = ?")) {
			long start = System.nanoTime();
			for (int row = 1; row <= rows; row++) {
				update.setInt(1, row);
				update.setLong(2, row);
				update.executeUpdate();
			}
			return Stopwatch.secondsSince(start);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
