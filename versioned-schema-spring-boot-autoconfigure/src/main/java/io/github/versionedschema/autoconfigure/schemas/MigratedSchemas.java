package io.github.versionedschema.autoconfigure.schemas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.autoconfigure.transition.VersionCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * All schemas of the application, in the order in which it expands them: the default one
 * and then the others by name.
 */
public final class MigratedSchemas {

	private final ObjectProvider<MigratedSchema> schemas;

	/** Kept, as listeners ask while the beans are being destroyed. */
	private volatile @Nullable List<MigratedSchema> all;

	/**
	 * Creates the list; no schema is created yet.
	 * @param schemas provides the schemas
	 */
	public MigratedSchemas(ObjectProvider<MigratedSchema> schemas) {
		this.schemas = schemas;
	}

	/** Returns all schemas. */
	public List<MigratedSchema> all() {
		List<MigratedSchema> known = this.all;
		if (known == null) {
			known = this.schemas.orderedStream().toList();
			this.all = known;
		}
		return known;
	}

	/** Returns the names of all schemas. */
	public List<String> names() {
		return all().stream().map(MigratedSchema::name).toList();
	}

	/**
	 * Returns the schema with a name.
	 * @param name the name
	 */
	public Optional<MigratedSchema> find(@Nullable String name) {
		return all().stream().filter((schema) -> schema.name().equals(name)).findFirst();
	}

	/**
	 * Returns the only schema, or the default one.
	 * @return the schema; empty if there are several and none is the default one
	 */
	public Optional<MigratedSchema> usual() {
		List<MigratedSchema> all = all();
		return (all.size() == 1) ? Optional.of(all.get(0)) : find(SchemaFoundation.DEFAULT);
	}

	/** Returns the application's version of each schema. */
	public List<ApplicationVersion> versions() {
		return versions((schema) -> true);
	}

	/** Returns the check of the application's version of each schema, by its name. */
	public Map<String, VersionCheck> checksByName() {
		Map<String, VersionCheck> checks = new LinkedHashMap<>();
		all().forEach((schema) -> checks.put(schema.name(), schema.check()));
		return checks;
	}

	/**
	 * Returns the application's version of some schemas.
	 * @param wanted which schemas
	 */
	public List<ApplicationVersion> versions(Predicate<MigratedSchema> wanted) {
		return all().stream().filter(wanted).map(MigratedSchema::version).toList();
	}

	/**
	 * Returns the schemas that a DataSource is pinned to.
	 * @param dataSource the application's DataSource, or a proxy of it
	 */
	public List<MigratedSchema> of(DataSource dataSource) {
		return all().stream().filter((schema) -> schema.foundation().pools().isPinned(dataSource)).toList();
	}

	/**
	 * Returns whether a DataSource is pinned.
	 * @param dataSource the application's DataSource, or a proxy of it
	 */
	public boolean isPinned(DataSource dataSource) {
		return !of(dataSource).isEmpty();
	}

	/**
	 * Returns a DataSource for the same database and role without a version, for other
	 * migration tools.
	 * @param dataSource the application's DataSource, or a proxy of it
	 * @return a DataSource without a pool, or null if the given one is not pinned
	 */
	public @Nullable DataSource unpinned(DataSource dataSource) {
		return all().stream()
			.map((schema) -> schema.foundation().pools().unpinned(dataSource))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/** Closes connections that were opened ahead and are not used. */
	public void closeFirstConnections() {
		all().forEach(MigratedSchema::closeFirstConnection);
	}

}
