package io.github.versionedschema.applications.common;

import java.util.List;

/**
 * Reads customers with the application's data access technology. Written for the newer of
 * two releases, which has a first and a last name.
 */
@FunctionalInterface
public interface Customers {

	/** Returns all last names. */
	List<String> lastNames();

}
