package io.github.versionedschema.session;

import java.util.Set;

/**
 * Defines which unattached sessions count as users of the oldest live version: sessions
 * of the application's roles, such as those of a release without the starter.
 *
 * @param roles the roles that the application connects as
 * @param ownApplicationName the {@code application_name} of versioned-schema's own
 * connections, which do not count
 */
public record UnversionedClients(Set<String> roles, String ownApplicationName) {

	/**
	 * Creates an instance.
	 * @param roles the roles that the application connects as
	 * @param ownApplicationName the {@code application_name} of versioned-schema's own
	 * connections
	 */
	public UnversionedClients {
		roles = Set.copyOf(roles);
	}

}
