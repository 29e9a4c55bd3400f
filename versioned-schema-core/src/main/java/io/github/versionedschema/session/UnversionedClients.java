package io.github.versionedschema.session;

import java.util.Set;

/**
 * Which sessions count as users of the oldest live version without having attached to it,
 * such as those of a release without the starter: those of the application's roles that
 * are attached to nothing.
 *
 * @param roles the roles that the application connects as
 * @param ownApplicationName the {@code application_name} of our own connections, which do
 * not count
 */
public record UnversionedClients(Set<String> roles, String ownApplicationName) {

	/**
	 * Creates an instance.
	 * @param roles the roles that the application connects as
	 * @param ownApplicationName the {@code application_name} of our own connections
	 */
	public UnversionedClients {
		roles = Set.copyOf(roles);
	}

}
