package io.github.versionedschema.testing;

import java.util.List;
import java.util.function.Supplier;

import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationSource;
import io.github.versionedschema.testing.database.TestDatabases;
import org.assertj.core.api.AssertProvider;

/**
 * The migrations of an application, for assertions with AssertJ's {@code assertThat}. In
 * tests with an application context it is a bean.
 */
public final class SchemaMigrations implements AssertProvider<MigrationAssert> {

	private final Supplier<Configured> configured;

	/**
	 * Creates an instance; nothing happens yet.
	 * @param configured supplies the migrations, when they are first needed
	 */
	public SchemaMigrations(Supplier<Configured> configured) {
		this.configured = configured;
	}

	VersionedSchemaSettings settings() {
		return this.configured.get().settings();
	}

	TestDatabases databases() {
		return this.configured.get().databases();
	}

	List<Migration> upTo(String name) {
		List<Migration> migrations = this.configured.get().migrations().read();
		for (int i = 0; i < migrations.size(); i++) {
			if (migrations.get(i).name().equals(name)) {
				return migrations.subList(0, i + 1);
			}
		}
		throw new IllegalArgumentException("There is no migration \"%s\". There are: %s".formatted(name,
				String.join(", ", migrations.stream().map(Migration::name).toList())));
	}

	@Override
	public MigrationAssert assertThat() {
		return new MigrationAssert(this);
	}

	/**
	 * Migrations, and where they are tried.
	 *
	 * @param settings the settings of the engine
	 * @param migrations the migrations
	 * @param databases creates databases
	 */
	public record Configured(VersionedSchemaSettings settings, MigrationSource migrations, TestDatabases databases) {
	}

}
