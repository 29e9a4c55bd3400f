package io.github.versionedschema.applications.common;

import java.util.List;

/**
 * Reads customers by whatever the application reads its tables by. Written for the newer
 * of two releases: there is a first and a last name.
 */
@FunctionalInterface
public interface Customers {

	/** Returns the last names of all. */
	List<String> lastNames();

}
