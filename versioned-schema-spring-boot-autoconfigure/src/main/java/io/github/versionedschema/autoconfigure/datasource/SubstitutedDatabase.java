package io.github.versionedschema.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.session.pin.JdbcUrl;
import io.github.versionedschema.session.pin.PhysicalConnections;
import org.jspecify.annotations.Nullable;

/**
 * Directs connections to another database of the configured server if one was chosen.
 */
public final class SubstitutedDatabase {

	private final @Nullable Choice choice;

	/** Determined before the first use. */
	private volatile @Nullable Optional<String> name;

	/**
	 * Creates an instance; nothing happens yet.
	 * @param choice chooses the database, or null to use the configured one
	 */
	public SubstitutedDatabase(@Nullable Choice choice) {
		this.choice = choice;
	}

	/**
	 * Determines the database, once.
	 * @param leader connects the leader to the configured database
	 */
	synchronized void choose(Connector leader) {
		if (this.choice != null && this.name == null) {
			this.name = Optional.ofNullable(this.choice.choose(source(leader.to(null)),
					(database) -> source(leader.to(urlOf(leader.to(null), database)))));
		}
	}

	/**
	 * Returns a connector to the database that is used.
	 * @param configured connects to the configured database
	 */
	Connector of(Connector configured) {
		Optional<String> chosen = this.name;
		return (chosen == null || chosen.isEmpty()) ? configured
				: (url) -> configured.to(urlOf(configured.to(url), chosen.get()));
	}

	private static ConnectionSource source(PhysicalConnections connections) {
		return () -> connections.open(LeaderConnections.properties());
	}

	private static String urlOf(PhysicalConnections configured, String database) {
		try (Connection connection = configured.open(new Properties())) {
			return new JdbcUrl(connection.getMetaData().getURL()).withDatabase(database).url();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The server of the configured database cannot be reached", ex);
		}
	}

	/** Chooses the database. */
	@FunctionalInterface
	public interface Choice {

		/**
		 * Chooses the database.
		 * @param configured the leader's connections to the configured database
		 * @param others the leader's connections to another database, by its name
		 * @return the name of the database, or null for the configured one
		 */
		@Nullable String choose(ConnectionSource configured, Function<String, ConnectionSource> others);

	}

}
