package io.github.versionedschema.applications.matrix;

import java.util.List;
import java.util.function.UnaryOperator;

import io.github.versionedschema.SchemaStatus.SessionStatus;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.MigrationFiles;
import io.github.versionedschema.migration.MigrationFolder;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.test.TestDatabase;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Manages the schema of the applications from outside of them.
 */
public final class TwoReleases {

	static final String OLD = "01_customers";

	static final String NEW = "02_names";

	private final TestDatabase database;

	/**
	 * Creates an instance; nothing happens yet.
	 * @param database where the tables are
	 */
	public TwoReleases(TestDatabase database) {
		this.database = database;
	}

	/** Installs the older release's version, with rows. */
	public void deployOld() {
		expand((settings) -> new VersionedSchemaSettings(settings.baseSchema(), OLD, settings.applicationRole(),
				settings.lockTimeout(), settings.lockTries(), settings.batchTime(), settings.forceTimeout(),
				settings.longestOutage(), settings.tombstoneRetention(), settings.host(), settings.applicationVersion(),
				settings.safeguards()));
		this.database.jdbc().sql("insert into customers select i, 'Al Abel' from generate_series(1, 500) i").update();
	}

	/** Expands to the newer release's version. */
	public void expand() {
		expand(UnaryOperator.identity());
	}

	/** Retires the older release's version. */
	public void complete() {
		try (VersionedSchema schema = schema(UnaryOperator.identity())) {
			schema.complete(false);
		}
	}

	private void expand(UnaryOperator<VersionedSchemaSettings> change) {
		try (VersionedSchema schema = schema(change)) {
			schema.expand();
		}
	}

	private VersionedSchema schema(UnaryOperator<VersionedSchemaSettings> change) {
		MigrationFolder folder = new MigrationFolder(new PathMatchingResourcePatternResolver(),
				List.of("classpath:db/versioned-schema/"));
		return VersionedSchema
			.builder(change.apply(VersionedSchemaSettings.of("public")), this.database.dataSource()::getConnection,
					new MigrationFiles(() -> new MigrationReader(Operations.types()), folder))
			.build();
	}

	/** Returns the names of the applications that are attached to a version. */
	List<String> attached(String version) {
		try (VersionedSchema schema = schema(UnaryOperator.identity())) {
			return schema.status()
				.versions()
				.stream()
				.filter((status) -> status.name().equals(version))
				.map(VersionStatus::sessions)
				.flatMap(List::stream)
				.filter(SessionStatus::attached)
				.map(SessionStatus::application)
				.distinct()
				.toList();
		}
	}

	/** Returns unexpected objects in version schemas. */
	List<String> strangers() {
		return this.database.jdbc().sql("""
				select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
				 where n.nspname like 'public\\_%' and c.relkind in ('r', 'S', 'i')
				""").query(String.class).list();
	}

}
