package io.github.versionedschema.testing.context;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.versionedschema.autoconfigure.DatabaseSubstitute;
import io.github.versionedschema.testing.database.DatabaseNotCreatedException;
import io.github.versionedschema.testing.database.TemporaryDatabase;
import io.github.versionedschema.testing.database.TestDatabases;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;

/**
 * Gives an application context of a test a database of its own, which is dropped after
 * the context has closed its connections.
 */
final class ContextDatabase implements DatabaseSubstitute, DisposableBean {

	static final String ENABLED = "versioned-schema.test.template.enabled";

	private static final Logger logger = LoggerFactory.getLogger(ContextDatabase.class);

	private final Environment environment;

	/** One for each DataSource with a schema of its own. */
	private final List<TemporaryDatabase> created = new CopyOnWriteArrayList<>();

	private volatile @Nullable ConfiguredDatabase configured;

	ContextDatabase(Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable String choose(ConfiguredDatabase configured) {
		if (this.configured == null) {
			this.configured = configured;
		}
		if (!this.environment.getProperty(ENABLED, Boolean.class, true)) {
			return null;
		}
		TestDatabases databases = new TestDatabases(configured.connections(), configured.others());
		try {
			TemporaryDatabase created = configured.changedByOthers() ? databases.initial()
					: databases.migrated(configured.settings(), configured.migrations());
			this.created.add(created);
			logger.info("This context uses database {}, {}", created.name(),
					configured.changedByOthers()
							? "which it migrates itself, because other tools change its schema before"
							: "a clone of the template for its migrations");
			return created.name();
		}
		catch (DatabaseNotCreatedException ex) {
			logger.warn(
					"""
							No database could be created for this context: {} \
							The configured database is migrated and used. All contexts and test runs share it, with the rows of \
							earlier tests. To use it on purpose, set {}=false""",
					ex.getMessage(), ENABLED);
			return null;
		}
	}

	/**
	 * Returns the database of the first schema as it is configured, or null before it is
	 * first used.
	 */
	@Nullable ConfiguredDatabase configured() {
		return this.configured;
	}

	@Override
	public void destroy() {
		this.created.forEach(TemporaryDatabase::close);
	}

}
