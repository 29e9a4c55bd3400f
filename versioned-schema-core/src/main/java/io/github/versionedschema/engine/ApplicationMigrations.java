package io.github.versionedschema.engine;

import java.util.List;

import io.github.versionedschema.UnknownMigrationException;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationSource;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Provides the application's migrations: all, or those up to the configured version. They
 * are read once, on first use. Their names and version may be known before.
 */
public final class ApplicationMigrations {

	private final MigrationSource source;

	private final @Nullable String last;

	private final SingletonSupplier<String> version = SingletonSupplier.of(this::findVersion);

	private volatile @Nullable List<Migration> taken;

	public ApplicationMigrations(MigrationSource source, @Nullable String last) {
		this.source = source;
		this.last = last;
	}

	public List<Migration> list() {
		List<Migration> migrations = this.taken;
		if (migrations == null) {
			migrations = take(this.source.read());
			this.taken = migrations;
		}
		return migrations;
	}

	public String version() {
		return this.version.obtain();
	}

	private String findVersion() {
		if (this.taken == null && this.last == null) {
			String version = this.source.version();
			return (version != null) ? version : VersionedSchema.INITIAL_VERSION;
		}
		return versionOf(list());
	}

	/** Returns the version of the last migration. */
	public static String versionOf(List<Migration> migrations) {
		return migrations.isEmpty() ? VersionedSchema.INITIAL_VERSION : migrations.get(migrations.size() - 1).version();
	}

	public List<String> names() {
		return (this.taken == null && this.last == null) ? this.source.names()
				: list().stream().map(Migration::name).toList();
	}

	/** Returns the migrations up to and including the given one. */
	public List<Migration> upTo(String name) {
		List<Migration> migrations = list();
		for (int i = 0; i < migrations.size(); i++) {
			if (migrations.get(i).name().equals(name) || migrations.get(i).version().equals(name)) {
				return migrations.subList(0, i + 1);
			}
		}
		throw new UnknownMigrationException(name, migrations.stream().map(Migration::name).toList());
	}

	private List<Migration> take(List<Migration> all) {
		return (this.last == null) ? List.copyOf(all)
				: List.copyOf(new ApplicationMigrations(() -> all, null).upTo(this.last));
	}

}
