package io.github.versionedschema;

import java.util.List;
import java.util.function.Supplier;

import io.github.versionedschema.migration.Migration;
import org.jspecify.annotations.Nullable;

/**
 * The migrations that the application takes: all, or those up to one that was named. They
 * are read once, when first asked for.
 */
final class ApplicationMigrations {

	private final Supplier<List<Migration>> source;

	private final @Nullable String last;

	private volatile @Nullable List<Migration> taken;

	ApplicationMigrations(Supplier<List<Migration>> source, @Nullable String last) {
		this.source = source;
		this.last = last;
	}

	List<Migration> list() {
		List<Migration> migrations = this.taken;
		if (migrations == null) {
			migrations = take(this.source.get());
			this.taken = migrations;
		}
		return migrations;
	}

	@Nullable String version() {
		List<Migration> migrations = list();
		return migrations.isEmpty() ? null : migrations.get(migrations.size() - 1).version();
	}

	/** The migrations up to one, that included. */
	List<Migration> upTo(String name) {
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
