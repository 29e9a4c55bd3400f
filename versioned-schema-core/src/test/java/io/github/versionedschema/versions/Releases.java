package io.github.versionedschema.versions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaBuilder;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.NamedFile;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.release.Checkpoint;
import io.github.versionedschema.release.Checkpoints;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.io.Resource;

/**
 * Releases of an application, each with one more migration than the one before. Release 1
 * is installed; its version is {@code v1}.
 */
public final class Releases {

	private final TestDatabase database;

	private final List<Resource> files = new ArrayList<>();

	private Releases(TestDatabase database) {
		this.database = database;
	}

	/**
	 * Installs release 1.
	 * @param database an empty database
	 * @param given SQL that creates tables and rows
	 */
	public static Releases installed(TestDatabase database, String given) {
		Releases releases = prepared(database, given);
		releases.expand();
		return releases;
	}

	/**
	 * Installs a later release in an empty database, in which no version was ever used.
	 * @param operations of the migrations after the first
	 */
	static void installAtOnce(TestDatabase database, String given, List<String> operations) {
		Releases releases = prepared(database, given);
		operations.forEach(releases::add);
		releases.expand();
	}

	/** Prepares release 1, which is not started. */
	static Releases prepared(TestDatabase database, String given) {
		Releases releases = new Releases(database);
		releases.add("- sql:\n    up: |\n" + given.stripIndent().indent(6));
		return releases;
	}

	/**
	 * Returns the schema of the tables that release 1 makes, and the later ones directly.
	 */
	static Releases direct(TestDatabase database, String given, List<String> operations) {
		Releases releases = installed(database, given);
		for (String added : operations) {
			releases.expand(added);
			releases.complete();
		}
		return releases;
	}

	/** Returns the same releases over a copy of their database. */
	Releases over(TestDatabase copy) {
		Releases releases = new Releases(copy);
		releases.files.addAll(this.files);
		return releases;
	}

	/** Prepares a new release with one more migration. */
	public void add(String operations) {
		String name = "v" + (this.files.size() + 1);
		this.files.add(NamedFile.migration(name, operations));
	}

	/** Returns the engine of the newest release. */
	VersionedSchema newest() {
		return release(this.files.size());
	}

	/** Returns the engine of a release, from 1. */
	VersionedSchema release(int number) {
		return builder(() -> this.database.dataSource().getConnection(), number).build();
	}

	/** Returns the engine of the newest release, which reports checkpoints. */
	VersionedSchema newest(Consumer<Checkpoint> told) {
		Checkpoints checkpoints = new Checkpoints(() -> this.database.dataSource().getConnection(), told);
		return builder(checkpoints, this.files.size()).listener(checkpoints).build();
	}

	/** Returns the engine of the newest release, which reports its events. */
	VersionedSchema listening(TransitionListener listener) {
		return builder(() -> this.database.dataSource().getConnection(), this.files.size()).listener(listener).build();
	}

	private VersionedSchemaBuilder builder(ConnectionSource connections, int number) {
		List<Migration> migrations = new MigrationReader(Operations.types()).read(this.files.subList(0, number));
		return VersionedSchema.builder(VersionedSchemaSettings.of("public"), connections, () -> migrations);
	}

	/** Starts a new release with one more migration. */
	public void expand(String operations) {
		add(operations);
		expand();
	}

	/** Starts the newest release. */
	public void expand() {
		try (VersionedSchema newest = newest()) {
			newest.expand();
		}
	}

	/** Withdraws the newest release. */
	public void abort() {
		try (VersionedSchema newest = newest()) {
			newest.abort(false);
		}
		this.files.remove(this.files.size() - 1);
	}

	/** Gives up the newest release, which could not be started. */
	void drop() {
		this.files.remove(this.files.size() - 1);
	}

	public void complete() {
		try (VersionedSchema newest = newest()) {
			newest.complete(false);
		}
	}

	void completeTo(String version) {
		try (VersionedSchema newest = newest()) {
			newest.complete(version, false);
		}
	}

	/** Opens a session of a version. */
	Connection attached(String version) throws SQLException {
		PGSimpleDataSource source = this.database.dataSource();
		source.setCurrentSchema("public_" + version + ",public");
		Connection connection = source.getConnection();
		try (PreparedStatement attach = connection.prepareStatement("select versioned_schema.attach(?)")) {
			attach.setString(1, version);
			attach.execute();
			return connection;
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

	TestDatabase database() {
		return this.database;
	}

	/**
	 * Returns the differences to a database in which all releases were installed at once.
	 * @param given SQL that creates tables and rows
	 * @param operations of the migrations after the first
	 */
	public List<String> differencesToDirectRun(String given, List<String> operations) {
		try (TestDatabase other = this.database.server().createDatabase()) {
			installAtOnce(other, given, operations);
			return differencesTo(other);
		}
	}

	/**
	 * Returns the differences to another database, except for the names of NOT NULL
	 * constraints, which later servers have and keep when a table or column is renamed.
	 */
	public List<String> differencesTo(TestDatabase other) {
		return CatalogueSnapshot.of(this.database, "public")
			.changesSince(CatalogueSnapshot.of(other, "public"))
			.stream()
			.filter((line) -> !line.contains(" | NOT NULL "))
			.toList();
	}

}
