package io.github.versionedschema.autoconfigure.support;

import io.github.versionedschema.test.TestDatabase;

/**
 * Properties of applications under test.
 */
public final class Properties {

	private Properties() {
	}

	/** Returns properties for a database, with Spring Boot's default pool. */
	public static String[] of(TestDatabase database) {
		return new String[] { "spring.datasource.url=" + database.url(),
				"spring.datasource.username=" + database.user(), "spring.datasource.password=" + database.password(),
				"spring.datasource.hikari.maximum-pool-size=2" };
	}

}
